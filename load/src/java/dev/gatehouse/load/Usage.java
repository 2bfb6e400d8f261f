package dev.gatehouse.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the service's process has used, once a second: processor time and resident memory, from /proc (Linux, proc(5)). */
final class Usage implements AutoCloseable {
    /** What {@code getconf CLK_TCK} says on every Linux of today. */
    private static final double TICKS_A_SECOND = 100;

    /** utime and stime are the fields 14 and 15; what follows the command's name begins with field 3. */
    private static final int USER_TIME = 11;

    private static final double KIB_A_MIB = 1024;

    private final Path process;
    private final BufferedWriter csv;
    private final NavigableMap<Long, Sample> samples = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "load-usage");
        thread.setDaemon(true);
        return thread;
    });

    /** Why nothing is seen any more. */
    private volatile @Nullable Exception failure;

    private Usage(long pid, BufferedWriter csv) {
        this.process = Path.of("/proc", Long.toString(pid));
        this.csv = csv;
    }

    /**
     * What was used at one time.
     *
     * @param cpuSeconds user and system, since the process began
     * @param rssMiB resident memory
     */
    record Sample(double cpuSeconds, double rssMiB) {}

    /** Watches a process and writes what it sees to {@code memory.csv}. */
    static Usage watch(long pid, Path directory) throws IOException {
        BufferedWriter csv = Files.newBufferedWriter(directory.resolve("memory.csv"));
        csv.write("epochMillis,rssMiB,cpuSeconds\n");
        Usage usage = new Usage(pid, csv);
        usage.sample();
        var unused = usage.clock.scheduleAtFixedRate(usage::sampleOrStop, 1, 1, TimeUnit.SECONDS);
        return usage;
    }

    /** Processor seconds between two times; fails if the samples have ended early. */
    double cpuSeconds(long fromMillis, long toMillis) {
        requireSamples();
        return cpuAt(toMillis) - cpuAt(fromMillis);
    }

    /** What was seen last before that time, or first of all. */
    Sample at(long millis) {
        Map.Entry<Long, Sample> before = samples.floorEntry(millis);
        return (before == null ? samples.firstEntry() : before).getValue();
    }

    private double cpuAt(long millis) {
        Map.Entry<Long, Sample> before = samples.floorEntry(millis);
        Map.Entry<Long, Sample> after = samples.ceilingEntry(millis);
        if (before == null || after == null || before.getKey().equals(after.getKey())) {
            return at(millis).cpuSeconds();
        }
        double part = (double) (millis - before.getKey()) / (after.getKey() - before.getKey());
        double start = before.getValue().cpuSeconds();
        return start + part * (after.getValue().cpuSeconds() - start);
    }

    /** An exception that left the task would end it, and nobody would know. */
    private void sampleOrStop() {
        try {
            sample();
        } catch (IOException | RuntimeException e) {
            failure = e;
            clock.shutdown();
        }
    }

    private void requireSamples() {
        Exception cause = failure;
        if (cause != null) {
            throw new IllegalStateException("The service's process could not be watched to the end", cause);
        }
    }

    private void sample() throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double cpu = (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) / TICKS_A_SECOND;
        long rss = Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
        long now = System.currentTimeMillis();
        samples.put(now, new Sample(cpu, rss / KIB_A_MIB));
        csv.write("%d,%.1f,%.2f%n".formatted(now, rss / KIB_A_MIB, cpu));
    }

    /** Stops watching; fails if the samples have ended early. */
    @Override
    public void close() throws IOException {
        clock.shutdown();
        try (csv) {
            requireSamples();
        }
    }
}
