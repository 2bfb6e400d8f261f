package dev.gatehouse.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.problem.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorDocsTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\| ([^|]+) \\| ([^|]+) \\|$");

    @Test
    void theTableListsExactlyTheCatalogueInItsOrder() {
        List<MatchResult> rows =
                ROW.matcher(Documents.read("docs/errors.md")).results().toList();

        assertThat(rows)
                .extracting(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                .containsExactlyElementsOf(Arrays.stream(ErrorCode.values())
                        .map(error -> error.code() + " " + error.status() + " " + error.title())
                        .toList());
        assertThat(rows).extracting(row -> row.group(4)).doesNotHaveDuplicates().allSatisfy(when -> assertThat(when)
                .isNotBlank());
    }
}
