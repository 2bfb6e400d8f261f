package dev.gatehouse.feed;

import java.nio.charset.StandardCharsets;

/** Indices for tests. */
public final class TestDomains {
    private TestDomains() {}

    /** An index of names, separated by blanks, a class each. */
    public static DisposableDomains of(String block, String suspect, String relay) {
        return DisposableDomains.of(
                ("=block\n" + lines(block) + "=suspect\n" + lines(suspect) + "=relay\n" + lines(relay))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(String names) {
        return names.isBlank() ? "" : names.replace(' ', '\n') + '\n';
    }
}
