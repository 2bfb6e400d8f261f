package dev.gatehouse.minfraud;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** MaxMind's minFraud. Without an account id and a licence key nothing is asked, and the check has no answer. */
@ConfigMapping(prefix = "gatehouse.minfraud")
public interface MinFraudSettings {
    /** {@code GATEHOUSE_MINFRAUD_BASE_URL}: without a path. */
    @WithDefault("https://minfraud.maxmind.com")
    URI baseUrl();

    /** {@code GATEHOUSE_MINFRAUD_ACCOUNT_ID}: the user of basic auth. */
    Optional<String> accountId();

    /** {@code GATEHOUSE_MINFRAUD_LICENSE_KEY}: the password of basic auth. */
    Optional<String> licenseKey();

    /** {@code GATEHOUSE_MINFRAUD_SERVICE}: which of the services is asked, and paid. */
    @WithDefault("insights")
    MinFraudService service();

    /** {@code GATEHOUSE_MINFRAUD_KYC_SCORE}: a risk score (0.01 to 99) from here on leads to KYC. */
    @WithDefault("20")
    @DecimalMin("0.01") @DecimalMax("100") BigDecimal kycScore();

    /** {@code GATEHOUSE_MINFRAUD_TIMEOUT}: how long an answer may take, connecting and a second try included. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    Duration timeout();

    /** {@code GATEHOUSE_MINFRAUD_SHARED_USERS}: from so many users on MaxMind's estimate makes an address a shared one. */
    @WithDefault("20")
    @Min(2) int sharedUsers();

    /** Why there is no answer where there is no account. */
    String NOT_CONFIGURED = "not-configured";

    /** Whether there is an account to ask with. */
    default boolean configured() {
        return accountId().isPresent() && licenseKey().isPresent();
    }
}
