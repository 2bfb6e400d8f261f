package dev.gatehouse.minfraud;

import java.util.Set;

/**
 * The form of an e-mail address whose MD5 MaxMind knows: without the alias, and for Gmail without dots and under its one
 * name (<a href="https://support.maxmind.com/knowledge-base/articles/passing-email-inputs-minfraud">Email inputs</a>).
 * The library of today only lowers the case.
 */
final class HashedMailbox {
    private static final Set<String> GMAIL = Set.of("gmail.com", "googlemail.com");
    private static final Set<String> HYPHENATED = Set.of("yahoo.com", "ymail.com", "rocketmail.com");

    private HashedMailbox() {}

    /** That form of an address that is in lower case, its domain in A-labels. */
    static String of(String emailKey) {
        int at = emailKey.lastIndexOf('@');
        String local = emailKey.substring(0, at);
        String domain = emailKey.substring(at + 1);
        int alias = local.indexOf(HYPHENATED.contains(domain) ? '-' : '+');
        String mailbox = alias > 0 ? local.substring(0, alias) : local;
        return GMAIL.contains(domain) ? mailbox.replace(".", "") + "@gmail.com" : mailbox + '@' + domain;
    }
}
