package dev.gatehouse.feed;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A list of domains as sources send it: one a line with comments after {@code #}, or a JSON array of strings. */
final class DomainList {
    /**
     * Providers that a good part of all clients have. A list that has one was poisoned or is broken, and then nothing of it
     * is believed.
     */
    private static final Set<String> SENTINELS = Set.of(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "yahoo.com",
            "icloud.com",
            "aol.com",
            "proton.me",
            "protonmail.com",
            "gmx.de",
            "gmx.net",
            "web.de",
            "t-online.de",
            "mail.ru",
            "yandex.ru",
            "qq.com",
            "163.com",
            "126.com",
            "naver.com",
            "orange.fr",
            "libero.it",
            "wp.pl",
            "seznam.cz");

    private DomainList() {}

    /**
     * Reads a list. The content is its names, each once, in the order of their characters, one a line.
     *
     * @throws UnreadableSourceException if it begins as JSON and is none
     */
    static Parsed parse(String body) {
        TreeSet<String> names = new TreeSet<>();
        int[] unreadable = {0};
        entries(body).forEach(entry -> {
            String name = DomainNames.canonical(entry);
            if (name == null) {
                unreadable[0]++;
            } else {
                names.add(name);
            }
        });
        String sentinel =
                SENTINELS.stream().filter(names::contains).sorted().findFirst().orElse(null);
        String content = names.isEmpty() ? "" : String.join("\n", names) + '\n';
        return new Parsed(content, names.size(), unreadable[0], sentinel, Map.of());
    }

    private static Stream<String> entries(String body) {
        if (body.stripLeading().startsWith("[")) {
            return json(body);
        }
        return body.lines().map(DomainList::withoutComment).filter(line -> !line.isEmpty());
    }

    private static Stream<String> json(String body) {
        try {
            // What is no text is no name.
            return new JsonArray(body).stream().map(String::valueOf);
        } catch (DecodeException e) {
            throw new UnreadableSourceException("broken JSON");
        }
    }

    private static String withoutComment(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }
}
