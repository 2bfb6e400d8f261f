package dev.gatehouse.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"docker/Dockerfile.native-micro", "docker/Dockerfile.jvm"})
    void theImageStandsOnAPinnedBase(String file) {
        assertThat(lines(file, "FROM")).containsExactly("${BASE}");
        assertThat(lines(file, "ARG"))
                .filteredOn(argument -> argument.startsWith("BASE="))
                .singleElement()
                .satisfies(base -> assertThat(ContainerFiles.isPinned(base.substring(5)))
                        .as(base)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/Dockerfile.native-micro", "docker/Dockerfile.jvm"})
    void theImageRunsTheServiceWithoutRoot(String file) {
        assertThat(lines(file, "USER")).containsExactly(ContainerFiles.USER + ":" + ContainerFiles.USER);
        assertThat(lines(file, "EXPOSE")).containsExactly(Integer.toString(ContainerFiles.PORT));
        assertThat(lines(file, "HEALTHCHECK")).singleElement().satisfies(check -> assertThat(check)
                .endsWith("CMD [\"/opt/gatehouse/healthcheck\"]"));
        // Arguments such as "migrate" follow an entry point of this form.
        assertThat(lines(file, "ENTRYPOINT"))
                .singleElement()
                .satisfies(entry -> assertThat(entry).startsWith("[\"").endsWith("\"]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/Dockerfile.native-micro", "docker/Dockerfile.jvm"})
    void whatIsCopiedIsNotIgnored(String file) {
        List<String> kept = ContainerFiles.read(".dockerignore")
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        List<String> sources =
                lines(file, "COPY").stream().flatMap(DockerfilesTest::sources).toList();

        assertThat(sources).hasSizeGreaterThanOrEqualTo(2).allSatisfy(source -> assertThat(kept)
                .anyMatch(path -> matches(path, source) || source.startsWith(path + "/")));
    }

    /** With two versions in target/, a pattern would copy both onto one name. */
    @Test
    void theExecutableIsTheOneOfTheVersion() {
        assertThat(lines("docker/Dockerfile.native-micro", "COPY").stream().flatMap(DockerfilesTest::sources))
                .filteredOn(source -> source.endsWith("-runner"))
                .containsExactly("target/gatehouse-${VERSION}-runner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/Dockerfile.native-micro", "docker/Dockerfile.jvm"})
    void theImageSaysWhatItIs(String file) {
        assertThat(lines(file, "LABEL")).singleElement().satisfies(labels -> assertThat(labels)
                .contains(Stream.of("title", "description", "licenses", "version", "revision")
                        .map(label -> "org.opencontainers.image." + label + "=")
                        .toList()));
        assertThat(lines(file, "ARG")).contains("VERSION=" + ContainerFiles.version());
    }

    /** The arguments of every such instruction. */
    private static List<String> lines(String file, String instruction) {
        String joined = ContainerFiles.read(file).replaceAll("\\\\\\n\\s*", "");
        return Pattern.compile("(?m)^" + instruction + " +(.+)$")
                .matcher(joined)
                .results()
                .map(line -> line.group(1))
                .toList();
    }

    private static boolean matches(String pattern, String path) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(path));
    }

    private static Stream<String> sources(String copy) {
        List<String> words = Arrays.stream(copy.split(" +"))
                .filter(word -> !word.startsWith("--"))
                .toList();
        return words.subList(0, words.size() - 1).stream();
    }
}
