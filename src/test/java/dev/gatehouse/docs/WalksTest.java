package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the walks of the README and the guides from their texts, as a reader would, and compares what they print. */
@QuarkusTest
class WalksTest {
    private static final Pattern STEP = Pattern.compile(
            "<!-- walk -->\\n```sh\\n(?<commands>.*?)^```\\n(?:\\n```text\\n(?<output>.*?)^```\\n)?",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final String END_OF_STEP = "=== end of step ===";
    private static final long PATIENCE_SECONDS = 90;

    /**
     * A step of the walk.
     *
     * @param commands what the reader copies
     * @param output the lines that it is said to print, shortened with {@code …}
     */
    private record Step(String commands, List<String> output) {}

    @ParameterizedTest
    @CsvSource({"README.md, 8", "docs/guides/panel.md, 9", "docs/guides/resellers.md, 5", "docs/guides/staff.md, 8"})
    void theWalkPrintsWhatTheTextSays(String document, int count, @TempDir Path directory) throws Exception {
        List<Step> steps = steps(document);
        assertThat(steps).as("steps of the walk in " + document).hasSize(count);
        assertThat(steps).allSatisfy(step -> assertThat(step.output()).isNotEmpty());

        List<List<String>> printed = run(steps, directory);

        assertThat(printed).hasSameSizeAs(steps);
        for (int i = 0; i < steps.size(); i++) {
            assertThat(printed.get(i))
                    .as("step %d", i + 1)
                    .hasSameSizeAs(steps.get(i).output());
            for (int line = 0; line < printed.get(i).size(); line++) {
                assertThat(printed.get(i).get(line))
                        .as("step %d, line %d", i + 1, line + 1)
                        .matches(pattern(steps.get(i).output().get(line)));
            }
        }
    }

    private static List<Step> steps(String document) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(Documents.read(document));
        while (matcher.find()) {
            String output = matcher.group("output");
            steps.add(new Step(
                    matcher.group("commands"),
                    output == null ? List.of() : output.lines().toList()));
        }
        return steps;
    }

    /** Runs all steps in one shell, which ends at the first failure; the lines that each printed. */
    private List<List<String>> run(List<Step> steps, Path directory) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Path script = Files.writeString(
                directory.resolve("walk.sh"),
                steps.stream()
                        .map(step -> step.commands() + "echo '" + END_OF_STEP + "'\n")
                        .collect(Collectors.joining()));
        ProcessBuilder builder = new ProcessBuilder("sh", "-eu", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("GATEHOUSE", "http://localhost:" + RestAssured.port);

        Process shell = builder.start();
        boolean ended = shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
        String printed = Files.readString(output);
        assertThat(ended).as("the walk ends; it printed:%n%s", printed).isTrue();
        assertThat(shell.exitValue())
                .as("the walk's exit; it printed:%n%s", printed)
                .isZero();
        return Arrays.stream(printed.split(Pattern.quote(END_OF_STEP) + "\\R"))
                .map(step -> step.lines().toList())
                .toList();
    }

    /** Each {@code …} stands for anything within the line. */
    private static Pattern pattern(String shortened) {
        return Pattern.compile(
                Arrays.stream(shortened.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
