package dev.gatehouse.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Measures the index of disposable domains: a plain {@code main}, since the figures need a quiet machine. */
final class IndexFigures {
    private static final int LOOK_UPS = 4_000_000;

    private IndexFigures() {}

    /** Prints load times, bytes and nanoseconds a look-up. */
    public static void main(String[] args) {
        DisposableDomains index = BundledSnapshot.load();
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            index = BundledSnapshot.load();
            print("load %d: %.1f ms", i + 1, (System.nanoTime() - start) / 1e6);
        }
        print("memory: %.2f MiB", index.bytes() / 1048576.0);
        measure("listed", index, names(""));
        measure("below a listed name", index, names("a.b."));
        measure("not listed", index, names("not-a-"));
    }

    private static void measure(String what, DisposableDomains index, List<String> names) {
        int hits = 0;
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < LOOK_UPS; i++) {
                hits += index.classify(names.get(i % names.size())) == DomainClass.NONE ? 0 : 1;
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        print("%s: %.0f ns a look-up (%d hits)", what, (double) best / LOOK_UPS, hits);
    }

    /** Names of the snapshot in an order that no cache foresees. */
    private static List<String> names(String prefix) {
        List<String> names = new ArrayList<>(new String(BundledSnapshot.bytes(), US_ASCII)
                .lines()
                .filter(line -> !line.startsWith("="))
                .map(prefix::concat)
                .toList());
        Collections.shuffle(names, new Random(7));
        return names;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
