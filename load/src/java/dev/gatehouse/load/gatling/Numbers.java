package dev.gatehouse.load.gatling;

import dev.gatehouse.load.LoadClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is next. A client registers once, proves itself once and uses a refresh token once, over all runs of one load. */
final class Numbers {
    /** A prime, so that clients who follow each other are not neighbours in the database. */
    private static final long STRIDE = 7_919;

    private final Path file;
    private final int accounts;
    private final Map<String, AtomicInteger> counters = new TreeMap<>();

    private Numbers(Path file, int accounts) {
        this.file = file;
        this.accounts = accounts;
    }

    static Numbers load(Path file, int accounts) {
        Numbers numbers = new Numbers(file, accounts);
        Properties stored = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                stored.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (String name : new String[] {"buyer", "applicant", "pending", "refreshing"}) {
            numbers.counters.put(name, new AtomicInteger(Integer.parseInt(stored.getProperty(name, "0"))));
        }
        return numbers;
    }

    /** A known client, each as often as any other. */
    LoadClient buyer() {
        return new LoadClient((int) (next("buyer") * STRIDE % accounts), true);
    }

    /** Somebody new. */
    LoadClient applicant() {
        return new LoadClient(next("applicant"), false);
    }

    /** A client who has proven nothing yet. */
    LoadClient pending() {
        return new LoadClient(accounts + next("pending"), true);
    }

    /** A known client whose refresh token nobody has used. */
    LoadClient refreshing() {
        int number = next("refreshing");
        if (number >= accounts) {
            throw new IllegalStateException("every refresh token is used: take more accounts or fewer minutes");
        }
        return new LoadClient(number, true);
    }

    /** Tells the next run. */
    void save() {
        Properties next = new Properties();
        counters.forEach((name, counter) -> next.setProperty(name, Integer.toString(counter.get())));
        try (OutputStream out = Files.newOutputStream(file)) {
            next.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int next(String name) {
        AtomicInteger counter = counters.get(name);
        if (counter == null) {
            throw new IllegalArgumentException(name);
        }
        return counter.getAndIncrement();
    }
}
