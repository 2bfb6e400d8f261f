package dev.gatehouse.feed.tor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.gatehouse.feed.UnreadableSourceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Onionoo's details document, read as a stream, since it is some megabytes. Of each relay count the addresses that it was
 * seen to exit from ({@code exit_addresses}), and, if it has the {@code Exit} flag, those that it is reached at ({@code
 * or_addresses}): the former are left out where nobody has probed, and are IPv4 for the most part.
 */
final class OnionooDetails {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(20)
                    .maxStringLength(100_000)
                    .build())
            .build();

    private OnionooDetails() {}

    static void read(String document, Listing.Collector collector) {
        try (JsonParser parser = JSON.createParser(document)) {
            boolean relays = false;
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (opensList(parser, "relays")) {
                    relays = true;
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        readRelay(parser, collector);
                    }
                    expect(parser.currentToken() == JsonToken.END_ARRAY);
                }
            }
            expect(relays && parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
        } catch (IOException e) {
            throw new UnreadableSourceException("no JSON, or cut off");
        }
    }

    private static void readRelay(JsonParser parser, Listing.Collector collector) throws IOException {
        List<String> flags = List.of();
        List<String> reachedAt = List.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            switch (name) {
                case "flags" -> flags = texts(parser);
                case "or_addresses" -> reachedAt = texts(parser);
                case "exit_addresses" -> texts(parser).forEach(collector::add);
                default -> {
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
        }
        if (flags.contains("Exit")) {
            reachedAt.forEach(address -> collector.add(withoutPort(address)));
        }
    }

    private static List<String> texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        if (parser.nextToken() == JsonToken.VALUE_NULL) {
            return texts;
        }
        expect(parser.currentToken() == JsonToken.START_ARRAY);
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            texts.add(parser.getText());
        }
        expect(parser.currentToken() == JsonToken.END_ARRAY);
        return texts;
    }

    /** Whether the value of the field at hand is a list of that name; any other value is passed over. */
    private static boolean opensList(JsonParser parser, String name) throws IOException {
        boolean named = parser.currentName().equals(name);
        boolean list = parser.nextToken() == JsonToken.START_ARRAY;
        if (named && list) {
            return true;
        }
        parser.skipChildren();
        return false;
    }

    /** {@code 192.0.2.1:9001} or {@code [2001:db8::1]:9001}. */
    private static String withoutPort(String address) {
        if (address.startsWith("[")) {
            int end = address.indexOf(']');
            return end < 0 ? address : address.substring(1, end);
        }
        int port = address.lastIndexOf(':');
        return port < 0 ? address : address.substring(0, port);
    }

    private static void expect(boolean condition) {
        if (!condition) {
            throw new UnreadableSourceException("not Onionoo's details");
        }
    }
}
