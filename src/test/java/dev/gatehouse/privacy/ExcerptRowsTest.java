package dev.gatehouse.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.data.Numeric;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExcerptRowsTest {
    @ParameterizedTest
    @CsvSource({"id, id", "created_at, createdAt", "a_b_c, aBC"})
    void columnsAreInCamelCase(String column, String member) {
        assertThat(ExcerptRows.camelCase(column)).isEqualTo(member);
    }

    @Test
    void valuesAreThoseOfTheContract() {
        assertThat(ExcerptRows.value(OffsetDateTime.parse("2026-11-23T10:30:00+01:00")))
                .isEqualTo("2026-11-23T09:30:00Z");
        assertThat(ExcerptRows.value(Numeric.parse("9.90"))).isEqualTo("9.90");
        assertThat(ExcerptRows.value(7)).isEqualTo(7);
        assertThat(ExcerptRows.value(true)).isEqualTo(true);
        assertThat(ExcerptRows.value(new UUID(0, 1))).isEqualTo("00000000-0000-0000-0000-000000000001");
        assertThat(ExcerptRows.value(null)).isNull();
    }
}
