package dev.gatehouse.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files below {@code docker} and what they have to agree with; tests run in the project's directory. */
final class ContainerFiles {
    /** The one port that the service listens on. */
    static final int PORT = 8080;

    /** Who the service runs as, everywhere. */
    static final long USER = 1001;

    private static final Path DOCKER = Path.of("docker");
    private static final Pattern PINNED = Pattern.compile("[^:@]+(:[^:@/]+)?(@sha256:[0-9a-f]{64})?");

    private ContainerFiles() {}

    static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every YAML file below {@code docker}. */
    static List<Path> yamlFiles() {
        try (Stream<Path> files = Files.walk(DOCKER)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a YAML file, with anchors and merges resolved; a key that stands twice is an error. */
    static List<Map<String, Object>> documents(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Iterable<Object> all = new Yaml(new SafeConstructor(options)).loadAll(read(file.toString()));
        return StreamSupport.stream(all.spliterator(), false)
                .map(ContainerFiles::map)
                .toList();
    }

    /** {@code NAME=value} lines. */
    static Map<String, String> variables(Path file) {
        Map<String, String> found = new LinkedHashMap<>();
        read(file.toString()).lines().filter(line -> line.matches("[A-Z_]+=.*")).forEach(line -> {
            String[] parts = line.split("=", 2);
            found.put(parts[0], parts[1]);
        });
        return found;
    }

    /** Whether an image is named by a version or a digest that stays. */
    static boolean isPinned(String image) {
        Matcher parts = PINNED.matcher(image);
        return parts.matches()
                && (parts.group(2) != null
                        || (parts.group(1) != null && !parts.group(1).equals(":latest")));
    }

    /** How long requests under way may take when a node is told to end, in seconds. */
    static int shutdownTimeout() {
        return Integer.parseInt(first(
                read("src/main/resources/application.properties"), "(?m)^quarkus\\.shutdown\\.timeout=(\\d+)[Ss]$"));
    }

    /** The version that is being built. */
    static String version() {
        return first(read("pom.xml"), "<version>([^<]+)</version>");
    }

    /** The version that is going to be released from what is being built. */
    static String release() {
        return version().replace("-SNAPSHOT", "");
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("nothing matches " + pattern);
        }
        return matcher.group(1);
    }

    /** A value of YAML that is a map, and is there. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) present(value);
    }

    /** A value of YAML that is a list, and is there. */
    @SuppressWarnings("unchecked")
    static List<Object> list(@Nullable Object value) {
        return (List<Object>) present(value);
    }

    /** A value of YAML that is a text, and is there. */
    static String text(@Nullable Object value) {
        return (String) present(value);
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new AssertionError("a key is missing");
        }
        return value;
    }
}
