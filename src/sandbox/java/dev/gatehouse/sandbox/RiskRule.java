package dev.gatehouse.sandbox;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the minFraud simulator shall answer from now on for an address or a mail address.
 *
 * @param ip the client's address that it is about
 * @param email the mail address that it is about, when no {@code ip} is given
 * @param riskScore 0.01 to 99, as MaxMind's
 * @param traits further facts by MaxMind's names in snake or camel case: those of {@code /email} ({@code is_disposable},
 *     {@code is_free}, {@code is_high_risk}), {@code country} (ISO code), {@code disposition} ({@code accept},
 *     {@code manual_review}, {@code reject}), {@code outage} ({@code true}: no answer but a 503); anything else becomes a trait of the address
 */
public record RiskRule(
        @Nullable String ip,
        @Nullable String email,
        @NotNull BigDecimal riskScore,
        @Nullable Map<String, Object> traits) {

    /**
     * A rule must say what it is about.
     *
     * @return whether it does
     */
    @AssertTrue(message = "ip or email must be given") boolean hasSubject() {
        return ip != null || email != null;
    }
}
