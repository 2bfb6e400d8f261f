package dev.gatehouse.account.argon2;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Argon2idChoiceTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void isTheCLibraryWithoutAnySetting() {
        Argon2idChoice choice = choice(Optional.empty());
        assertThat(measured()).as("before the first hash").isNaN();

        assertThat(choice.get()).isInstanceOf(NativeArgon2id.class).isSameAs(choice.get());

        assertThat(measured()).isEqualTo(1);
    }

    @Test
    void isJavaWhereTheLibraryIsMissing(@TempDir Path empty) {
        assertFallsBack(empty);
        assertFallsBack(empty.resolve("not-there"));
    }

    @Test
    void isJavaWhereTheLibraryCannotBeLoaded(@TempDir Path directory) throws IOException {
        unpackTo(directory);
        Files.writeString(directory.resolve("libargon2.so"), "no library");

        assertFallsBack(directory);
    }

    @Test
    void isJavaWhereTheLibraryIsAnotherOne(@TempDir Path directory) throws IOException {
        unpackTo(directory);
        Files.delete(directory.resolve("libargon2.so"));
        Files.copy(directory.resolve("libjnidispatch.so"), directory.resolve("libargon2.so"));

        assertFallsBack(directory);
    }

    @Test
    void isMadeOnce() {
        Argon2idChoice choice = choice(Optional.empty());

        List<Argon2id> chosen =
                Stream.generate(choice::get).parallel().limit(64).distinct().toList();

        assertThat(chosen).hasSize(1);
    }

    private void assertFallsBack(Path directory) {
        Argon2idChoice choice = choice(Optional.of(directory));

        assertThat(choice.get()).isInstanceOf(JavaArgon2id.class).isSameAs(choice.get());
        assertThat(KnownAnswer.isGivenBy(choice.get())).isTrue();
        assertThat(measured()).isZero();
    }

    private static void unpackTo(Path directory) throws IOException {
        try (NativeLibraries libraries = NativeLibraries.unpacked()) {
            for (String name : List.of("libargon2.so", "libjnidispatch.so")) {
                Files.copy(libraries.directory().resolve(name), directory.resolve(name));
            }
        }
    }

    private Argon2idChoice choice(Optional<Path> directory) {
        registry.clear();
        return new Argon2idChoice(() -> directory, registry);
    }

    private double measured() {
        return registry.get("gatehouse.passwords.native").gauge().value();
    }
}
