package dev.gatehouse.account.argon2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
    @Test
    void areUnpackedWhereOnlyThisUserMayEnterAndGoneAfterwards() throws IOException {
        Path directory;
        try (NativeLibraries libraries = NativeLibraries.unpacked()) {
            directory = libraries.directory();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
            assertThat(names(directory)).containsExactlyInAnyOrder("libargon2.so", "libjnidispatch.so");
            assertThat(KnownAnswer.isGivenBy(libraries.load())).isTrue();
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void areInThePackageForBothProcessorsOfServers() throws IOException {
        for (String platform : Set.of("linux-x86-64", "linux-aarch64")) {
            try (NativeLibraries libraries = NativeLibraries.unpacked(platform)) {
                assertThat(names(libraries.directory())).as(platform).hasSize(2);
            }
        }
    }

    @Test
    void areNotThereForAnotherProcessor() {
        assertThatThrownBy(() -> NativeLibraries.unpacked("linux-s390x"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("linux-s390x/libargon2.so: not in the package");
    }

    @Test
    void mayLieReadyInADirectoryThatIsLeftAsItIs(@TempDir Path ready) throws IOException {
        try (NativeLibraries libraries = NativeLibraries.unpacked()) {
            for (String name : names(libraries.directory())) {
                Files.copy(libraries.directory().resolve(name), ready.resolve(name));
            }
        }

        try (NativeLibraries libraries = NativeLibraries.in(ready)) {
            assertThat(KnownAnswer.isGivenBy(libraries.load())).isTrue();
        }

        assertThat(names(ready)).hasSize(2);
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
        }
    }
}
