package dev.gatehouse.screening.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.phone.PhoneNumbersFactory;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckContext.Client;
import dev.gatehouse.screening.CheckContext.Origin;
import dev.gatehouse.screening.CheckContext.Purchase;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.NetworkFacts;
import dev.gatehouse.screening.Outcome;
import dev.gatehouse.screening.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeoConsistencyCheckTest {
    private static final String GERMAN = "+4915123456789";

    private final GeoConsistencyCheck check = new GeoConsistencyCheck(PhoneNumbersFactory.make());

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // declared, phone, its country, network: outcome
                "DE, +4915123456789, DE, DE, CLEAR",
                "DE, +4915123456789, DE, FR, FLAGGED",
                "FR, +4915123456789, DE, FR, FLAGGED",
                "FR, +4915123456789, DE, DE, FLAGGED",
                "AT, +4915123456789, DE, FR, FLAGGED",
                "DE, +4915123456789, DE, -,  CLEAR",
                "AT, +4915123456789, DE, -,  FLAGGED",
                "DE, -,              -,  DE, CLEAR",
                "DE, -,              -,  AT, FLAGGED",
                "-,  +4915123456789, DE, DE, CLEAR",
                "-,  +4915123456789, DE, PL, FLAGGED",
                "US, +12125550123,   US, US, CLEAR",
                "CA, +12125550123,   US, US, FLAGGED",
                "KZ, +77012345678,   KZ, KZ, CLEAR",
                "RU, +77012345678,   KZ, RU, FLAGGED",
                "DE, +882161234567,  -,  DE, CLEAR",
            })
    void comparesWhatIsKnown(
            @Nullable String declared,
            @Nullable String phone,
            @Nullable String region,
            @Nullable String network,
            Outcome outcome) {
        Map<String, Object> evidence = new HashMap<>();
        put(evidence, "declared", declared);
        put(evidence, "phone", region);
        put(evidence, "network", network);

        assertThat(run(declared, phone, network)).isEqualTo(new CheckResult(outcome, evidence, false));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, -, -", "DE, -, -", "-, +4915123456789, -", "-, -, DE", "DE, +882161234567, -"})
    void oneFactIsNone(@Nullable String declared, @Nullable String phone, @Nullable String network) {
        assertThat(run(declared, phone, network)).isEqualTo(CheckResult.skipped("too-few-facts"));
    }

    @Test
    void isEvaluatedLast() {
        assertThat(check.id()).isEqualTo("geo-consistency");
        assertThat(check.group()).isEqualTo(Group.LAST);
        assertThat(check.phases()).containsExactlyInAnyOrder(Phase.REGISTRATION, Phase.ORDER);
        assertThat(run("DE", GERMAN, "DE").outcome()).isEqualTo(Outcome.CLEAR);
    }

    private CheckResult run(@Nullable String declared, @Nullable String phone, @Nullable String network) {
        Client client = new Client(
                UUID.randomUUID(),
                "anna@example.org",
                "anna@example.org",
                true,
                phone,
                true,
                declared,
                Instant.EPOCH,
                false);
        CheckContext context = new CheckContext(
                UUID.randomUUID(),
                Phase.ORDER,
                client,
                Origin.NONE,
                Purchase.NONE,
                new NetworkFacts(network, false, null));
        return check.run(context).await().atMost(Duration.ofSeconds(1));
    }

    private static void put(Map<String, Object> evidence, String name, @Nullable String country) {
        if (country != null) {
            evidence.put(name, country);
        }
    }
}
