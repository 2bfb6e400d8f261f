package dev.gatehouse.screening.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.link.AccountLinkSettings;
import dev.gatehouse.link.Identifier;
import dev.gatehouse.link.LinkKind;
import dev.gatehouse.link.Seeker;
import dev.gatehouse.link.SharedIdentifier;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckContext.Client;
import dev.gatehouse.screening.CheckContext.Origin;
import dev.gatehouse.screening.CheckContext.Purchase;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Outcome;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.testing.Settings;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultipleAccountsCheckTest {
    private static final Instant SINCE = Instant.parse("2026-11-01T12:00:00Z");
    private static final UUID ACCOUNT = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);
    private static final Origin BROWSER = new Origin(ClientAddress.parse("93.184.216.34"), "Mozilla/5.0", "device-1");

    private final List<Seeker> sought = new ArrayList<>();
    private Uni<List<SharedIdentifier>> answer = Uni.createFrom().item(List.of());

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // shared with one account | KYC from | outcome
                "-, 100, CLEAR",
                "EMAIL, 100, FLAGGED",
                "PHONE, 100, FLAGGED",
                "DEVICE, 100, CLEAR",
                "ADDRESS_BROWSER, 100, CLEAR",
                "DEVICE ADDRESS_BROWSER, 100, FLAGGED",
                "DEVICE, 60, FLAGGED",
                "EMAIL, 101, CLEAR",
                "EMAIL DEVICE, 160, FLAGGED"
            })
    void flagsFromASetWeightOn(@Nullable String shared, int kycWeight, Outcome outcome) {
        // given
        List<SharedIdentifier> found = shared == null
                ? List.of()
                : Arrays.stream(shared.split(" "))
                        .map(kind -> new SharedIdentifier(OTHER, LinkKind.valueOf(kind)))
                        .toList();
        answer = Uni.createFrom().item(found);

        // when
        CheckResult result = run(check(kycWeight), context(Phase.ORDER, true, "+4915123456789", true, BROWSER));

        // then
        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat((List<?>) result.evidence().get("links"))
                .as("kept also below the threshold")
                .hasSameSizeAs(found);
    }

    @ParameterizedTest
    @CsvSource({
        // phase | mailbox proven | phone proven | asked for
        "REGISTRATION, false, false, DEVICE ADDRESS_BROWSER",
        "PHONE_VERIFIED, false, true, DEVICE ADDRESS_BROWSER PHONE",
        "PHONE_VERIFIED, true, true, DEVICE ADDRESS_BROWSER EMAIL PHONE",
        "ORDER, true, true, DEVICE ADDRESS_BROWSER EMAIL PHONE",
        "ORDER, true, false, DEVICE ADDRESS_BROWSER EMAIL"
    })
    void asksOnlyForWhatIsProven(Phase phase, boolean email, boolean phone, String kinds) {
        run(check(100), context(phase, email, "+4915123456789", phone, BROWSER));

        assertThat(sought).hasSize(1);
        assertThat(sought.get(0).accountId()).isEqualTo(ACCOUNT);
        assertThat(sought.get(0).since()).isEqualTo(SINCE);
        assertThat(sought.get(0).identifiers())
                .extracting(one -> one.kind().name())
                .containsExactly(kinds.split(" "));
    }

    @Test
    void asksByTheFoldedAddressAndThePhone() {
        run(check(100), context(Phase.ORDER, true, "+4915123456789", true, Origin.NONE));

        assertThat(sought.get(0).identifiers())
                .containsExactly(
                        new Identifier(LinkKind.EMAIL, "annamuster@gmail.com"),
                        new Identifier(LinkKind.PHONE, "+4915123456789"));
    }

    @Test
    void skipsWhoBringsNothing() {
        assertThat(run(check(100), context(Phase.REGISTRATION, false, "+4915123456789", false, Origin.NONE)))
                .isEqualTo(CheckResult.skipped("no-identifier"));
        assertThat(run(check(100), context(Phase.ORDER, false, null, false, Origin.NONE)))
                .isEqualTo(CheckResult.skipped("no-identifier"));
        assertThat(sought).isEmpty();
    }

    @Test
    void tellsStaffTheAccounts() {
        answer = Uni.createFrom().item(List.of(new SharedIdentifier(OTHER, LinkKind.PHONE)));

        assertThat(run(check(100), context(Phase.ORDER, true, "+4915123456789", true, BROWSER)))
                .isEqualTo(CheckResult.flagged(Map.of(
                        "weight",
                        100,
                        "links",
                        List.of(Map.of("accountId", OTHER.toString(), "kind", "phone", "weight", 100)))));
    }

    @Test
    void failsWhenTheLookUpFails() {
        answer = Uni.createFrom().failure(new IllegalStateException("PostgreSQL is away"));

        assertThatThrownBy(() -> run(check(100), context(Phase.ORDER, true, null, false, BROWSER)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isALookUpAtRegistrationProofAndOrder() {
        MultipleAccountsCheck check = check(100);

        assertThat(check.id()).isEqualTo("multiple-accounts");
        assertThat(check.group()).isEqualTo(Group.LOOKUP);
        assertThat(check.phases()).containsExactlyInAnyOrder(Phase.REGISTRATION, Phase.PHONE_VERIFIED, Phase.ORDER);
    }

    private MultipleAccountsCheck check(int kycWeight) {
        return new MultipleAccountsCheck(
                seeker -> {
                    sought.add(seeker);
                    return answer;
                },
                Settings.of(
                        AccountLinkSettings.class, Map.of("gatehouse.links.kyc-weight", String.valueOf(kycWeight))));
    }

    private static CheckContext context(
            Phase phase, boolean emailVerified, @Nullable String phone, boolean phoneVerified, Origin origin) {
        Client client = new Client(
                ACCOUNT,
                "Anna.Muster+shop@gmail.com",
                "anna.muster+shop@gmail.com",
                emailVerified,
                phone,
                phoneVerified,
                "DE",
                SINCE,
                false);
        return new CheckContext(UUID.randomUUID(), phase, client, origin, Purchase.NONE);
    }

    private static CheckResult run(MultipleAccountsCheck check, CheckContext context) {
        return check.run(context).await().atMost(Duration.ofSeconds(1));
    }
}
