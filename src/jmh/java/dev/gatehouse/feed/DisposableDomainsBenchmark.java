package dev.gatehouse.feed;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The index of disposable domains, with the bundled snapshot; the figures are in docs/performance.md. */
@BenchmarkMode(Mode.AverageTime)
@Fork(2)
@Warmup(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 50, time = 40, timeUnit = TimeUnit.MILLISECONDS)
public class DisposableDomainsBenchmark {
    /** Names in an order that no cache foresees, more than are looked up in one iteration. */
    @State(Scope.Benchmark)
    public static class Names {
        /** What is put before every name of the snapshot: nothing, labels below it, or letters that make it unlisted. */
        @Param({"", "a.b.", "not-a-"})
        public String prefix = "";

        private DisposableDomains index = BundledSnapshot.load();
        private String[] names = {};
        private int next;

        /** Shuffles. */
        @Setup
        public void shuffle() {
            List<String> all = new ArrayList<>(new String(BundledSnapshot.bytes(), US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("="))
                    .map(prefix::concat)
                    .toList());
            Collections.shuffle(all, new Random(7));
            // Copies, so that they lie in memory in the order in which they are asked for.
            names = all.stream().map(name -> new String(name.toCharArray())).toArray(String[]::new);
            index = BundledSnapshot.load();
        }

        private String next() {
            next = next + 1 == names.length ? 0 : next + 1;
            return names[next];
        }
    }

    /** The snapshot, unpacked. */
    @State(Scope.Benchmark)
    public static class Unpacked {
        private final byte[] text = BundledSnapshot.bytes();
    }

    /** One look-up. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public DomainClass lookUp(Names names) {
        return names.index.classify(names.next());
    }

    /** Reading the resource and unpacking it, alone. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public byte[] unpack() {
        return BundledSnapshot.bytes();
    }

    /** Making the index of the unpacked text, alone: what a refreshed list costs. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public DisposableDomains index(Unpacked unpacked) {
        return DisposableDomains.of(unpacked.text);
    }

    /** All of it: reading, unpacking and indexing. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public DisposableDomains load() {
        return BundledSnapshot.load();
    }

    /** All of it in a virtual machine that has just started, as at the start of a node. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(20)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public DisposableDomains coldLoad() {
        return BundledSnapshot.load();
    }
}
