package dev.gatehouse.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.platform.problem.FieldError;
import dev.gatehouse.platform.problem.Refusal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @Test
    void visibleAsciiUpTo255IsAKey() {
        for (String value : new String[] {"a", "!", "~", "\"quoted\"", "k".repeat(255)}) {
            IdempotencyKey key = Objects.requireNonNull(IdempotencyKey.of("caller", "POST /orders", value));

            assertThat(key).isEqualTo(new IdempotencyKey("caller", "POST /orders", value));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "\u007f", "k\u00e9y", "\u0000"})
    void anythingElseIsMalformed(String value) {
        assertMalformed(value);
    }

    @Test
    void aLongerOneIsMalformed() {
        assertMalformed("k".repeat(256));
    }

    @Test
    void aMissingOneIsRefusedOnlyWhereItIsRequired() {
        assertThat(IdempotencyKey.of("caller", "route", null)).isNull();
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> IdempotencyKey.required("caller", "route", null));
        assertThat(refusal.code().code()).isEqualTo("idempotency-key-required");
    }

    private static void assertMalformed(String value) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> IdempotencyKey.required("caller", "route", value));
        assertThat(refusal.code().code()).isEqualTo("malformed-request");
        assertThat(refusal.errors()).extracting(FieldError::pointer).containsExactly("Idempotency-Key");
    }
}
