package dev.gatehouse.order;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An amount of money.
 *
 * @param value a decimal number as text, at most four places, such as {@code 9.90}
 * @param currency ISO 4217, such as {@code EUR}
 */
@Schema(name = "Money")
public record Money(
        @NotNull @Pattern(regexp = "[0-9]{1,12}(\\.[0-9]{1,4})?") @Schema(examples = "9.90") String value,
        @NotNull @Pattern(regexp = "[A-Z]{3}") @Schema(examples = "EUR") String currency) {

    /** Whether both are the same amount: {@code 9.9} is {@code 9.90}. */
    boolean sameAs(Money other) {
        return currency.equals(other.currency) && decimal().compareTo(other.decimal()) == 0;
    }

    BigDecimal decimal() {
        return new BigDecimal(value);
    }
}
