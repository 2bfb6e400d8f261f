package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");

    @Test
    void everyRelativeLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        int links = 0;

        for (Path file : Documents.all()) {
            Matcher matcher = LINK.matcher(Documents.withoutCode(Documents.read(file)));
            while (matcher.find()) {
                String link = matcher.group(1);
                if (link.matches("[a-z]+:.*")) {
                    continue;
                }
                links++;
                if (!leadsSomewhere(file, link)) {
                    broken.add(Documents.ROOT.relativize(file) + ": " + link);
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(20);
    }

    @Test
    void everyDecisionStandsInTheIndex() {
        String index = Documents.read("docs/adr/README.md");
        List<String> decisions = Documents.all().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.matches("\\d{4}-.*"))
                .toList();

        assertThat(decisions).hasSizeGreaterThan(5).allSatisfy(name -> assertThat(index)
                .contains("(" + name + ")"));
    }

    private static boolean leadsSomewhere(Path file, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || anchors(Documents.read(target)).anyMatch(parts[1]::equals);
    }

    /** The anchors that GitHub makes of headings. */
    private static Stream<String> anchors(String markdown) {
        return HEADING.matcher(Documents.withoutCode(markdown)).results().map(heading -> heading.group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-'));
    }
}
