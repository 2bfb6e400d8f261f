package dev.gatehouse.account.argon2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One password hash by each implementation, on a virtual machine; the figures are in docs/performance.md. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class Argon2idBenchmark {
    private static final Argon2Cost STANDARD = new Argon2Cost(19 * 1024, 2, 1);

    private final byte[] password = "correct horse battery".getBytes(US_ASCII);
    private final byte[] salt = new byte[16];
    private final Argon2id java = new JavaArgon2id();
    private Argon2id c = java;

    /** Loads the C library; fails where it cannot be. */
    @Setup
    public void load() throws IOException {
        try (NativeLibraries libraries = NativeLibraries.unpacked()) {
            c = libraries.load();
        }
    }

    /** By the C library. */
    @Benchmark
    public byte[] inC() {
        return c.tag(STANDARD, password, salt);
    }

    /** By Bouncy Castle. */
    @Benchmark
    public byte[] inJava() {
        return java.tag(STANDARD, password, salt);
    }
}
