package dev.gatehouse.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The results as a table for people and as JSON for programs. */
final class Report {
    private static final String HEAD =
            """
            | scenario | highest rate, requests/s | CPU s per 1,000 | ratio to the floor | at requests/s | p50 | p95 | p99 | p99.9 | errors | RSS at start, end |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private final Options options;
    private final List<Result> results;

    Report(Options options, List<Result> results) {
        this.options = options;
        this.results = List.copyOf(results);
    }

    /** The table, and what is to be said about it. */
    String table() {
        StringBuilder text = new StringBuilder(options.text()).append(".\n\n").append(HEAD);
        results.forEach(result -> text.append(row(result)));
        text.append('\n');
        results.forEach(result -> text.append(found(result)));
        return text.toString();
    }

    /** Writes {@code table.md} and {@code results.json}. */
    void write() throws IOException {
        Files.writeString(options.out().resolve("table.md"), table());
        Path json = options.out().resolve("results.json");
        JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValue(
                        json.toFile(),
                        Map.of(
                                "options",
                                options.text(),
                                "postgres",
                                Servers.POSTGRES,
                                "results",
                                results.stream().map(Report::figures).toList()));
    }

    private static String row(Result result) {
        Run at = result.shared();
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.2f | %s | %.0f | %d ms | %d ms | %d ms | %d ms | %d | %.0f, %.0f MiB |%n",
                result.scenario().label(),
                result.highest().ratePerSecond(),
                result.highest().cpuPerThousand(),
                percent(result.highest().ratio()),
                at.ratePerSecond(),
                at.percentile("p50"),
                at.percentile("p95"),
                at.percentile("p99"),
                at.percentile("p999"),
                result.errors(),
                result.rssAtStart(),
                result.rssAtEnd());
    }

    private static String found(Result result) {
        Proof.Finding found = result.found();
        return String.format(
                Locale.ROOT,
                "- %s: %d orders, %d accounts, %d proofs and %d messages were confirmed: %s%s%s%n",
                result.scenario().label(),
                found.orders(),
                found.accounts(),
                found.active(),
                found.messages(),
                found.missing().isEmpty() ? "all are there" : String.join(", ", found.missing()),
                floor(result.highest()),
                result.flat()
                        ? ""
                        : String.format(Locale.ROOT, "; MEMORY IS NOT FLAT: %.0f %% more", result.growth() * 100));
    }

    private static String floor(Highest highest) {
        Double floor = highest.floor();
        if (floor == null) {
            return "";
        }
        String each = highest.floors().stream()
                .map(one -> String.format(Locale.ROOT, "%.0f", one))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "; the floor is %.0f transactions/s (%s)", floor, each);
    }

    private static String percent(@Nullable Double ratio) {
        return ratio == null ? "no floor" : String.format(Locale.ROOT, "%.0f %%", ratio * 100);
    }

    private static Map<String, Object> figures(Result result) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("scenario", result.scenario().label());
        figures.put(
                "highest", result.highest().turns().stream().map(Run::figures).toList());
        figures.put("highestPerSecond", result.highest().ratePerSecond());
        figures.put("cpuSecondsPerThousand", result.highest().cpuPerThousand());
        figures.put("floorsPerSecond", result.highest().floors());
        figures.put("shared", result.shared().figures());
        figures.put("sharedPerSecond", result.shared().ratePerSecond());
        figures.put("sharedCpuSeconds", result.sharedCpu());
        figures.put("rssMiBAtStart", result.rssAtStart());
        figures.put("rssMiBAtEnd", result.rssAtEnd());
        figures.put("memoryFlat", result.flat());
        figures.put("found", result.found());
        return figures;
    }
}
