package dev.gatehouse.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.load.gatling.LoadSimulation;
import dev.gatehouse.load.gatling.RunSettings;
import dev.gatehouse.sandbox.stack.EmbeddedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What came of one run of Gatling.
 *
 * @param directory where it has left its report
 * @param figures {@code run.json}
 */
record Run(Path directory, JsonNode figures) {
    private static final int MOST_EXTRA_MINUTES = 3;

    /** Runs Gatling in a process of its own, so that neither its heap nor its threads are those of the upstreams. */
    static Run of(RunSettings settings, EmbeddedStack stack) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(settings.directory());
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xms512m",
                "-Xmx512m",
                // Whatever Gatling takes, the service on the same processors lacks.
                "-XX:+UseSerialGC",
                // What Gatling's own launchers open, too.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path")));
        if (settings.users() == 0) {
            // The second compiler pays where as much as can be is sent; else it only makes answers late.
            command.add("-XX:TieredStopAtLevel=1");
        }
        settings.properties().forEach((name, value) -> command.add("-D" + name + '=' + value));
        command.addAll(
                List.of("io.gatling.app.Gatling", "-s", LoadSimulation.class.getName(), "-rf", directory.toString()));
        Path log = directory.resolve("gatling.log");
        Process gatling = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        stack.endWithStack(gatling.toHandle());
        boolean ended = gatling.waitFor(
                settings.ramp() + settings.plateau() + TimeUnit.MINUTES.toSeconds(MOST_EXTRA_MINUTES),
                TimeUnit.SECONDS);
        if (!ended) {
            gatling.destroyForcibly();
        }
        Path figures = directory.resolve("run.json");
        if (!ended || !Files.exists(figures)) {
            throw new IllegalStateException("Gatling did not get to its end, see " + log);
        }
        return new Run(directory, JsonMapper.builder().build().readTree(figures.toFile()));
    }

    /** Requests of the plateau that were answered as they should, a second. */
    double ratePerSecond() {
        return figures.path("all").path("count").asLong() * 1_000.0 / (to() - from());
    }

    /** Requests of the plateau that were answered as they should. */
    long requests() {
        return figures.path("all").path("count").asLong();
    }

    /** What went wrong, also on the ramp. */
    long errors() {
        return figures.path("errors").asLong();
    }

    /** Milliseconds that so many of a hundred answers stayed within. */
    int percentile(String name) {
        return figures.path("all").path(name).asInt();
    }

    /** When the plateau began, in milliseconds of the epoch. */
    long from() {
        return figures.path("plateauFrom").asLong();
    }

    /** When it ended. */
    long to() {
        return figures.path("plateauTo").asLong();
    }
}
