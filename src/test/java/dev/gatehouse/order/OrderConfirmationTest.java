package dev.gatehouse.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.platform.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderConfirmationTest {
    private static final Instant PLACED = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration LIFE = Duration.ofMinutes(30);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
            # status,  seconds, amount,    reference, soldFor,   soldAs, code
            ACCEPTED,  0,       9.90 EUR,  cart-1,    9.90 EUR,  cart-1, -
            ACCEPTED,  1799,    9.90 EUR,  cart-1,    -,         -,      -
            ACCEPTED,  0,       9.90 EUR,  cart-1,    9.9 EUR,   -,      -
            ACCEPTED,  0,       -,         -,         1.00 EUR,  cart-2, -
            ACCEPTED,  0,       9.90 EUR,  -,         9.91 EUR,  -,      order-mismatch
            ACCEPTED,  0,       9.90 EUR,  -,         9.90 USD,  -,      order-mismatch
            ACCEPTED,  0,       -,         cart-1,    -,         cart-2, order-mismatch
            ACCEPTED,  1800,    9.90 EUR,  cart-1,    -,         -,      order-expired
            ACCEPTED,  1801,    9.90 EUR,  cart-1,    9.91 EUR,  -,      order-expired
            CONFIRMED, 0,       9.90 EUR,  cart-1,    -,         -,      order-already-confirmed
            CONFIRMED, 9999,    9.90 EUR,  cart-1,    9.91 EUR,  cart-2, order-already-confirmed
            """)
    void anOrderIsConfirmedOnceInTimeAndAsItIs(
            OrderStatus status,
            int seconds,
            @Nullable String amount,
            @Nullable String reference,
            @Nullable String soldFor,
            @Nullable String soldAs,
            @Nullable String code) {
        OrderView order = new OrderView(
                UUID.randomUUID(),
                OrderKind.PURCHASE,
                status,
                "vps-s",
                1,
                null,
                null,
                reference,
                money(amount),
                PLACED,
                PLACED.plus(LIFE),
                null);

        Refusal refusal = catchThrowableOfType(
                Refusal.class,
                () -> OrderConfirmation.check(order, money(soldFor), soldAs, PLACED.plusSeconds(seconds)));

        assertThat(refusal == null ? null : refusal.code().code()).isEqualTo(code);
    }

    private static @Nullable Money money(@Nullable String text) {
        return text == null
                ? null
                : new Money(text.substring(0, text.indexOf(' ')), text.substring(text.indexOf(' ') + 1));
    }
}
