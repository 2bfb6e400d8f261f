package dev.gatehouse.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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

    /** Several times what the longest lists have; what is longer would only fill the memory. */
    private static final int MOST = 1_000_000;

    private static final JsonFactory JSON = new JsonFactory();

    private DomainList() {}

    /**
     * Reads a list. The content is its names, each once, in the order of their characters, one a line.
     *
     * @throws UnreadableSourceException if it begins as JSON and is none, or is too long
     */
    static Parsed parse(String body) {
        Collector collector = new Collector();
        if (body.stripLeading().startsWith("[")) {
            readJson(body, collector);
        } else {
            body.lines()
                    .map(DomainList::withoutComment)
                    .filter(line -> !line.isEmpty())
                    .forEach(collector::add);
        }
        return collector.parsed();
    }

    /** Reads it as a stream: an array of all its items would take many times its size. */
    private static void readJson(String body, Collector collector) {
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                if (item == null) {
                    throw new UnreadableSourceException("broken JSON");
                }
                // What is no text is no name.
                collector.add(item == JsonToken.VALUE_STRING ? parser.getText() : "");
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new UnreadableSourceException("broken JSON");
            }
        } catch (IOException e) {
            throw new UnreadableSourceException("broken JSON");
        }
    }

    /** Takes the entries of a list one by one. */
    private static final class Collector {
        private final TreeSet<String> names = new TreeSet<>();
        private int unreadable;

        void add(String entry) {
            String name = DomainNames.canonical(entry);
            if (name == null) {
                unreadable++;
            } else if (names.add(name) && names.size() > MOST) {
                throw new UnreadableSourceException("more than " + MOST + " names");
            }
        }

        Parsed parsed() {
            String sentinel = SENTINELS.stream()
                    .filter(names::contains)
                    .sorted()
                    .findFirst()
                    .orElse(null);
            String content = names.isEmpty() ? "" : String.join("\n", names) + '\n';
            return new Parsed(content, names.size(), unreadable, sentinel, Map.of());
        }
    }

    private static String withoutComment(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }
}
