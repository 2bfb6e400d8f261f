package dev.gatehouse.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's Markdown files; tests run in the project's directory. */
final class Documents {
    static final Path ROOT = Path.of("").toAbsolutePath();

    private Documents() {}

    /** Every Markdown file at the root and below {@code docs}. */
    static List<Path> all() {
        try (Stream<Path> root = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(root, docs)
                    .filter(file -> file.getFileName().toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String file) {
        return read(ROOT.resolve(file));
    }

    /** The text without its fenced blocks, where brackets are not links. */
    static String withoutCode(String markdown) {
        return markdown.replaceAll("(?ms)^```.*?^```$", "");
    }
}
