package dev.gatehouse.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void readsWhatItWrote() {
        UUID id = UUID.fromString("018f3c1e-7b2a-7c3d-8e4f-0123456789ab");

        assertThat(Cursor.read(Cursor.write(id))).isEqualTo(id);
        assertThat(Cursor.write(id)).doesNotContain(id.toString()).matches("[A-Za-z0-9_-]{22}");
    }

    @Test
    void noneIsTheBeginning() {
        assertThat(Cursor.read(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA", "018f3c1e-7b2a-7c3d-8e4f-0123456789ab"})
    void whatIsNoneOfOursIsRefused(String cursor) {
        assertThatThrownBy(() -> Cursor.read(cursor))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION_FAILED));
    }
}
