package dev.gatehouse.link;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folds the spellings of an address that reach one mailbox into one. It serves to compare accounts alone: what is stored
 * and written to stays as typed. A provider whose rules are not known keeps every spelling apart, since there a dot or a
 * plus may well tell two people from each other.
 *
 * <p>Sources: the providers' help pages on dots (Gmail), plus addressing (Gmail, Outlook.com, iCloud, Fastmail, Proton,
 * Yandex, Zoho, mailbox.org, Posteo, Runbox, HEY), subdomain addressing (Fastmail), shared namespaces (iCloud, me.com,
 * mac.com; Proton's domains; Yandex's domains), dots, hyphens and underscores that are ignored (Proton), and hyphens that
 * stand for dots (Yandex).
 */
public final class EmailFold {
    private static final Map<String, String> SHARED_NAMESPACES = Map.ofEntries(
            Map.entry("googlemail.com", "gmail.com"),
            Map.entry("me.com", "icloud.com"),
            Map.entry("mac.com", "icloud.com"),
            Map.entry("protonmail.com", "proton.me"),
            Map.entry("protonmail.ch", "proton.me"),
            Map.entry("pm.me", "proton.me"),
            Map.entry("ya.ru", "yandex.ru"),
            Map.entry("yandex.com", "yandex.ru"),
            Map.entry("yandex.by", "yandex.ru"),
            Map.entry("yandex.kz", "yandex.ru"),
            Map.entry("yandex.ua", "yandex.ru"));

    private static final Map<String, UnaryOperator<String>> OWN_RULES = Map.of(
            "gmail.com", local -> local.replace(".", ""),
            "proton.me", local -> local.replaceAll("[._-]", ""),
            "yandex.ru", local -> local.replace('.', '-'));

    private static final Set<String> PLUS_TAGS = Stream.of(
                    Stream.of("gmail.com", "icloud.com", "proton.me", "yandex.ru", "zoho.com", "zohomail.com"),
                    Stream.of("fastmail.com", "fastmail.fm", "mailbox.org", "posteo.de", "posteo.net", "runbox.com"),
                    Stream.of("hey.com", "msn.com", "windowslive.com"),
                    countries("outlook", "com", "at", "be", "cl", "cz", "de", "dk", "es", "fr", "hu", "ie", "in", "it"),
                    countries(
                            "outlook", "jp", "kr", "lv", "my", "ph", "pt", "sa", "sg", "sk", "co.id", "co.il", "co.th"),
                    countries("outlook", "com.ar", "com.au", "com.br", "com.gr", "com.tr", "com.vn"),
                    countries("hotmail", "com", "be", "ch", "de", "es", "fi", "fr", "gr", "it", "nl", "no", "se"),
                    countries("hotmail", "co.jp", "co.uk", "co.za", "com.ar", "com.au", "com.br", "com.tr"),
                    countries("live", "com", "at", "be", "ca", "cl", "cn", "de", "dk", "fi", "fr", "hk", "ie", "in"),
                    countries("live", "it", "jp", "nl", "no", "ru", "se", "co.uk", "co.za", "com.ar", "com.au"),
                    countries("live", "com.mx", "com.my", "com.pt", "com.sg"))
            .flatMap(domains -> domains)
            .collect(Collectors.toUnmodifiableSet());

    /** Where {@code anything@name.fastmail.com} reaches {@code name@fastmail.com}. */
    private static final Set<String> SUBDOMAINS = Set.of("fastmail.com", "fastmail.fm");

    private EmailFold() {}

    private static Stream<String> countries(String name, String... suffixes) {
        return Stream.of(suffixes).map(suffix -> name + '.' + suffix);
    }

    /**
     * The one form of every spelling that reaches the mailbox.
     *
     * @param key an address in the form that is compared: lower case, the domain in A-labels
     */
    public static String of(String key) {
        int at = key.lastIndexOf('@');
        String typed = key.substring(at + 1);
        String domain = SHARED_NAMESPACES.getOrDefault(typed, typed);
        String name = name(domain);
        if (name != null) {
            return name + '@' + domain.substring(domain.indexOf('.') + 1);
        }
        return local(key.substring(0, at), domain) + '@' + domain;
    }

    private static @Nullable String name(String domain) {
        int dot = domain.indexOf('.');
        return dot > 0 && SUBDOMAINS.contains(domain.substring(dot + 1)) ? domain.substring(0, dot) : null;
    }

    private static String local(String local, String domain) {
        int plus = PLUS_TAGS.contains(domain) ? local.indexOf('+') : -1;
        String untagged = plus > 0 ? local.substring(0, plus) : local;
        String folded = OWN_RULES.getOrDefault(domain, UnaryOperator.identity()).apply(untagged);
        return folded.isEmpty() ? local : folded;
    }
}
