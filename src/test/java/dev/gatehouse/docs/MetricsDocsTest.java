package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsDocsTest {
    private static final Pattern REGISTERED =
            Pattern.compile("(?:counter|timer|summary|gauge|builder)\\(\\s*\"(gatehouse\\.[a-z.]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(gatehouse_[a-z_]+?)(?:_total|_seconds)?` \\|");

    @Test
    void theTableListsExactlyTheMetricsOfTheCode() throws IOException {
        Set<String> documented = ROW.matcher(Documents.read("README.md"))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).hasSizeGreaterThan(8).containsExactlyInAnyOrderElementsOf(metricsOfTheCode());
    }

    private static Set<String> metricsOfTheCode() throws IOException {
        try (Stream<Path> files = Files.walk(Documents.ROOT.resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Documents::read)
                    .flatMap(source -> REGISTERED.matcher(source).results())
                    .map(metric -> metric.group(1).replace('.', '_'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
