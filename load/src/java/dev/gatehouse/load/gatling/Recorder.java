package dev.gatehouse.load.gatling;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the plateau was made of, since Gatling's report mixes it with nothing but shows it to people alone: how long each
 * request took, and how many went wrong. Errors of the ramp count too. Also writes down what must not be lost.
 */
final class Recorder implements AutoCloseable {
    private final Path directory;
    private final long rampMillis;
    private final long plateauMillis;
    private final ConcurrentSkipListMap<String, Tally> tallies = new ConcurrentSkipListMap<>();
    private final LongAdder errors = new LongAdder();
    private final BufferedWriter kept;
    private volatile long start;

    Recorder(RunSettings settings) {
        this.directory = settings.directory();
        this.rampMillis = settings.ramp() * 1_000L;
        this.plateauMillis = settings.plateau() * 1_000L;
        try {
            this.kept = Files.newBufferedWriter(directory.resolve("kept.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ramp begins. */
    void begin() {
        start = System.currentTimeMillis();
    }

    /** Whether what is sent now belongs to the plateau. */
    boolean onPlateau() {
        long since = System.currentTimeMillis() - start;
        return since >= rampMillis && since < rampMillis + plateauMillis;
    }

    /** A request that was answered as it should. */
    void took(String request, int millis) {
        if (onPlateau()) {
            tally(request).add(millis);
        }
    }

    /** A request that was not. */
    void failed(String request) {
        errors.increment();
        tally(request).errors.increment();
    }

    /** What the service has confirmed, and must have. */
    void keep(String kind, String value) {
        try {
            synchronized (kept) {
                kept.write(kind + ' ' + value + '\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code run.json}. */
    @Override
    public void close() throws IOException {
        Tally all = new Tally();
        Map<String, Object> requests = new TreeMap<>();
        tallies.forEach((name, tally) -> {
            all.add(tally);
            requests.put(name, tally.figures());
        });
        NavigableMap<String, Object> run = new TreeMap<>();
        run.put("plateauFrom", start + rampMillis);
        run.put("plateauTo", start + rampMillis + plateauMillis);
        run.put("errors", errors.sum());
        run.put("all", all.figures());
        run.put("requests", requests);
        JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValue(directory.resolve("run.json").toFile(), run);
        kept.close();
    }

    private Tally tally(String request) {
        return tallies.computeIfAbsent(request, any -> new Tally());
    }

    /** How many answers took how many milliseconds. */
    private static final class Tally {
        private static final int MOST_MILLIS = 60_000;

        private final AtomicLongArray byMillis = new AtomicLongArray(MOST_MILLIS + 1);
        private final LongAdder errors = new LongAdder();

        void add(int millis) {
            byMillis.incrementAndGet(Math.min(millis, MOST_MILLIS));
        }

        void add(Tally other) {
            for (int millis = 0; millis <= MOST_MILLIS; millis++) {
                byMillis.addAndGet(millis, other.byMillis.get(millis));
            }
            errors.add(other.errors.sum());
        }

        Map<String, Object> figures() {
            long count = 0;
            for (int millis = 0; millis <= MOST_MILLIS; millis++) {
                count += byMillis.get(millis);
            }
            return Map.of(
                    "count",
                    count,
                    "errors",
                    errors.sum(),
                    "p50",
                    percentile(count, 0.50),
                    "p95",
                    percentile(count, 0.95),
                    "p99",
                    percentile(count, 0.99),
                    "p999",
                    percentile(count, 0.999));
        }

        private int percentile(long count, double share) {
            long within = 0;
            for (int millis = 0; millis <= MOST_MILLIS; millis++) {
                within += byMillis.get(millis);
                if (within > 0 && within >= count * share) {
                    return millis;
                }
            }
            return 0;
        }
    }
}
