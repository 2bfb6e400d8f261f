package dev.gatehouse.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderKindTest {

    @Test
    void theNamesAreThoseOfTheContract() {
        assertThat(Arrays.stream(OrderKind.values()).map(OrderKind::wireName))
                .containsExactly("purchase", "renewal", "upgrade", "invoice", "topup");
        assertThat(Arrays.stream(Initiator.values()).map(Initiator::wireName)).containsExactly("client", "automatic");
        assertThat(Arrays.stream(OrderStatus.values()).map(OrderStatus::wireName))
                .containsExactly("accepted", "confirmed");
    }

    @ParameterizedTest
    @EnumSource(OrderKind.class)
    void aNameIsReadBack(OrderKind kind) {
        assertThat(OrderKind.of(kind.wireName())).isEqualTo(kind);
        assertThat(kind.needsService()).isEqualTo(kind == OrderKind.RENEWAL || kind == OrderKind.UPGRADE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PURCHASE", "", "refund", "purchase "})
    void anotherNameIsNoKind(String name) {
        assertThatThrownBy(() -> OrderKind.of(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
