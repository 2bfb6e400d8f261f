package dev.gatehouse.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.platform.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final List<UUID> ALL =
            Stream.generate(UUID::randomUUID).limit(7).toList();

    @Test
    void pagesHoldEverythingOnceAndInOrder() {
        for (int limit = 1; limit <= ALL.size() + 1; limit++) {
            List<UUID> walked = new ArrayList<>();
            UUID after = null;
            int pages = 0;
            do {
                int from = after == null ? 0 : ALL.indexOf(after) + 1;
                List<UUID> found = ALL.subList(from, Math.min(ALL.size(), from + limit + 1));
                Page<UUID> page = Page.of(found, limit, Function.identity());
                walked.addAll(page.items());
                after = Cursor.read(page.nextCursor());
                pages++;
            } while (after != null);

            assertThat(walked).isEqualTo(ALL);
            assertThat(pages).isEqualTo((ALL.size() + limit - 1) / limit);
        }
    }

    @Test
    void nothingIsOnePageWithoutACursor() {
        assertThat(Page.of(List.<UUID>of(), 1, Function.identity())).isEqualTo(new Page<UUID>(List.of(), null));
    }

    @Test
    void aCursorIsReadBack() {
        for (UUID id : ALL) {
            assertThat(Cursor.write(id)).matches("[A-Za-z0-9_-]{22}");
            assertThat(Cursor.read(Cursor.write(id))).isEqualTo(id);
        }
        assertThat(Cursor.read(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "%%%", "AAAAAAAAAAAAAAAAAAAAAAAA", "' or 1=1 --"})
    void anotherTextIsNoCursor(String text) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> Cursor.read(text));

        assertThat(refusal.code().code()).isEqualTo("validation-failed");
    }
}
