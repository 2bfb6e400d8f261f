package dev.gatehouse.platform.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    @Test
    void everyFileIsListedInItsOrder() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources", Migrations.FOLDER))) {
            List<String> there =
                    files.map(file -> file.getFileName().toString()).toList();

            assertThat(there).hasSizeGreaterThan(19).containsExactlyInAnyOrderElementsOf(Migrations.FILES);
        }
        assertThat(Migrations.FILES.stream().map(Migrations::version).map(Integer::valueOf))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, Migrations.FILES.size())
                        .boxed()
                        .toList());
    }
}
