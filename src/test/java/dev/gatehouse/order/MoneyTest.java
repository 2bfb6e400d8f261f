package dev.gatehouse.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "9.90, EUR, 9.9,    EUR, true",
        "9.90, EUR, 9.9000, EUR, true",
        "0,    EUR, 0.00,   EUR, true",
        "09,   EUR, 9,      EUR, true",
        "9.90, EUR, 9.91,   EUR, false",
        "9.90, EUR, 9.90,   USD, false",
        "0.1,  EUR, 0.1001, EUR, false"
    })
    void amountsAreTheSameByValueAndCurrency(
            String value, String currency, String other, String otherCurrency, boolean same) {
        Money one = new Money(value, currency);
        Money two = new Money(other, otherCurrency);

        assertThat(one.sameAs(two)).isEqualTo(same);
        assertThat(two.sameAs(one)).isEqualTo(same);
    }
}
