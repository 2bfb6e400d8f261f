package dev.gatehouse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Clients with more than one account, over HTTP. */
@QuarkusTest
class MultipleAccountsTest {
    @Inject
    AccountLinks links;

    @Inject
    Facts facts;

    @Inject
    MovableClock clock;

    @Test
    void theSameMailboxInAnotherSpellingLeadsToKyc() {
        // given
        String name = "m" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        Pathway first = active(name + "@gmail.com");
        first.order().then().statusCode(201);
        Pathway second = Pathway.of(name.charAt(0) + "." + name.substring(1) + "+shop@googlemail.com");
        second.register().body("account.kyc", equalTo("not_required"));
        second.verifyEmail().body("kyc", equalTo("not_required")).body("email", equalTo(second.email()));

        // when
        second.verifyPhone()
                // then
                .body("phoneVerified", equalTo(true))
                .body("kyc", equalTo("required"))
                .body("status", equalTo("kyc_required"))
                .body("nextSteps", contains("complete_kyc"));
        second.order().then().statusCode(403).body("code", equalTo("kyc-required"));
        first.account().body("kyc", equalTo("not_required"));
        first.order().then().statusCode(201);
        assertLinked(second, first, LinkKind.EMAIL);
        assertLinked(first, second, LinkKind.EMAIL);
    }

    @Test
    void theSamePhoneLeadsToKycOnceBothHaveProvenIt() {
        // given
        Pathway first = Pathway.active();
        Pathway second = Pathway.fresh().withPhone(first.phone());
        second.register().body("account.kyc", equalTo("not_required"));
        second.verifyEmail().body("kyc", equalTo("not_required"));
        assertThat(of(second)).isEmpty();
        nextCodeMayBeSent();

        // when
        second.verifyPhone().body("kyc", equalTo("required"));

        // then
        first.account().body("kyc", equalTo("not_required"));
        first.order().then().statusCode(201);
        assertLinked(first, second, LinkKind.PHONE);
        assertThat(decisions(second, "phone_verified", "review")).isEqualTo(1);
    }

    @Test
    void aMailboxProvenAfterThePhoneIsScreenedAsWell() {
        // given
        String name = "m" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        active(name + "@gmail.com");
        Pathway second = Pathway.of(name + "+2@gmail.com");
        second.register();
        second.verifyPhone().body("kyc", equalTo("not_required"));

        // when
        second.verifyEmail().body("kyc", equalTo("required"));

        // then
        assertThat(decisions(second, "phone_verified", "allow")).isEqualTo(1);
        assertThat(decisions(second, "phone_verified", "review")).isEqualTo(1);
    }

    @Test
    void aPhoneThatWasGivenUpStillTells() {
        // given
        Pathway first = Pathway.active();
        String phone = first.phone();
        first.changePhone(Identities.phone(), Pathway.PASSWORD).then().statusCode(200);
        Pathway second = Pathway.fresh().withPhone(phone);
        second.register();
        second.verifyEmail();
        nextCodeMayBeSent();

        // when
        second.verifyPhone().body("kyc", equalTo("required"));

        // then
        Pathway third = Pathway.fresh().withPhone(phone);
        facts.change(
                "update account_identifier set given_up_at = now() - interval '366 days' where account_id = $1 and kind = 'phone'",
                first.id());
        facts.change("delete from account_identifier where account_id = $1 and kind = 'phone'", second.id());
        third.register();
        third.verifyEmail();
        nextCodeMayBeSent();
        third.verifyPhone().body("kyc", equalTo("not_required"));
    }

    @Test
    void aDeviceAloneIsNoReasonAndWithTheAddressItIs() {
        // given
        String device = UUID.randomUUID().toString();
        String address = Identities.address();
        Pathway first = Pathway.fresh().withDevice(device).from(address);
        first.register();
        first.verifyEmail();

        // when
        Pathway sameDevice = Pathway.fresh().withDevice(device);
        sameDevice.register().body("account.kyc", equalTo("not_required"));
        Pathway sameAddress =
                Pathway.fresh().withDevice(UUID.randomUUID().toString()).from(address);
        sameAddress.register().body("account.kyc", equalTo("not_required"));

        // then
        assertLinked(sameDevice, first, LinkKind.DEVICE);
        assertLinked(sameAddress, first, LinkKind.ADDRESS_BROWSER);
    }

    @Test
    void deviceAddressAndBrowserTogetherLeadToKycAtRegistration() {
        // given
        String device = UUID.randomUUID().toString();
        String address = Identities.address();
        Pathway first = Pathway.fresh().withDevice(device).from(address);
        first.register();
        first.verifyEmail();

        // when
        Pathway second = Pathway.fresh().withDevice(device).from(address);
        second.register().body("account.kyc", equalTo("required"));

        // then
        first.account().body("kyc", equalTo("not_required"));
        assertThat(of(first))
                .extracting(AccountLink::kind)
                .containsExactlyInAnyOrder(LinkKind.DEVICE, LinkKind.ADDRESS_BROWSER);
    }

    @Test
    void anotherBrowserOnTheSameDeviceAndAddressIsNoReason() {
        String device = UUID.randomUUID().toString();
        String address = Identities.address();
        Pathway first = Pathway.fresh().withDevice(device).from(address);
        first.register();
        first.verifyEmail();

        Pathway second = Pathway.fresh().withDevice(device).from(address);
        second.anonymous()
                .header("User-Agent", "another")
                .body(second.registration())
                .post("/register")
                .then()
                .statusCode(201)
                .body("account.kyc", equalTo("not_required"));
    }

    @Test
    void whoHasProvenNothingGetsNobodyIntoKyc() {
        // given
        String name = "m" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        String device = UUID.randomUUID().toString();
        String address = Identities.address();
        Pathway stranger =
                Pathway.of(name + "+stranger@gmail.com").withDevice(device).from(address);
        stranger.register();

        // when
        Pathway owner = Pathway.of(name + "@gmail.com")
                .withPhone(stranger.phone())
                .withDevice(device)
                .from(address);
        owner.register().body("account.kyc", equalTo("not_required"));
        owner.verifyEmail();
        owner.verifyPhone().body("kyc", equalTo("not_required"));

        // then
        owner.order().then().statusCode(201);
        assertThat(of(owner)).isEmpty();
        assertThat(of(stranger)).isEmpty();
    }

    @Test
    void whatIsProvenLaterIsFoundWithTheNextOrder() {
        // given
        String device = UUID.randomUUID().toString();
        String address = Identities.address();
        Pathway first = Pathway.fresh().withDevice(device).from(address);
        first.register();
        Pathway second = Pathway.fresh().withDevice(device).from(address);
        second.register();
        second.verifyEmail();
        second.verifyPhone().body("kyc", equalTo("not_required"));
        second.order().then().statusCode(201);

        // when
        first.verifyEmail();
        first.verifyPhone().body("kyc", equalTo("not_required"));

        // then
        second.order().then().statusCode(403).body("code", equalTo("kyc-required"));
        first.order().then().statusCode(201);
    }

    @Test
    void anAccountThatWasClosedBeforeItsProofCountsForNothingAndALaterOneStillDoes() {
        // given
        Pathway declined = Pathway.registered();
        declined.verifyPhone();
        declined.anonymous()
                .body(Map.of("token", declined.awaitToken()))
                .post("/verify/email/decline")
                .then()
                .statusCode(204);
        Pathway left = Pathway.active();
        facts.change("update account set closed_at = now() where id = $1", left.id());
        nextCodeMayBeSent();

        // then
        kycAfterProof(declined.phone(), "not_required");
        kycAfterProof(left.phone(), "required");
    }

    @Test
    void aPassedKycLiftsIt() {
        // given
        Pathway first = Pathway.active();
        Pathway second = Pathway.fresh().withPhone(first.phone());
        second.register();
        second.verifyEmail();
        nextCodeMayBeSent();
        second.verifyPhone().body("kyc", equalTo("required"));

        // when
        facts.change(
                "update account set kyc = 'approved', kyc_passed_until = now() + interval '1 year' where id = $1",
                second.id());

        // then
        second.order().then().statusCode(201);
    }

    @Test
    void aDeviceIsForgottenAfterItsTime() {
        // given
        String device = UUID.randomUUID().toString();
        String address = Identities.address();
        Pathway first = Pathway.fresh().withDevice(device).from(address);
        first.register();
        first.verifyEmail();
        facts.change(
                "update account_identifier set seen_at = now() - interval '91 days' where account_id = $1", first.id());

        // then
        assertThat(kycOfNext(address, device)).isEqualTo("not_required");
    }

    @Test
    void theDeviceOfAnOrderTellsAsWell() {
        // given
        String device = UUID.randomUUID().toString();
        String address = Identities.address();
        Pathway first = Pathway.active();
        first.withDevice(device).from(address).order().then().statusCode(201);

        // then
        assertThat(kycOfNext(address, device)).isEqualTo("required");
    }

    @Test
    void aLinkIsKeptOnceWithTheTimeAtWhichItWasFound() {
        // given
        Pathway first = Pathway.active();
        Pathway second = Pathway.fresh().withPhone(first.phone());
        second.register();
        second.verifyEmail();
        nextCodeMayBeSent();
        second.verifyPhone();
        List<AccountLink> found = of(second);
        facts.change("update account set kyc = 'not_required' where id = $1", second.id());

        // when
        second.order().then().statusCode(403);

        // then
        assertThat(found).hasSize(1);
        assertThat(of(second)).isEqualTo(found);
    }

    /** The SMS limits know a number, whatever the accounts. */
    private void nextCodeMayBeSent() {
        clock.advance(Duration.ofMinutes(2));
    }

    private static Pathway active(String email) {
        Pathway client = Pathway.of(email);
        client.register();
        client.verifyEmail();
        client.verifyPhone();
        return client;
    }

    private static String kycOfNext(String address, String device) {
        Pathway next = Pathway.fresh().withDevice(device).from(address);
        return next.register().extract().path("account.kyc");
    }

    private static void kycAfterProof(String phone, String kyc) {
        Pathway next = Pathway.fresh().withPhone(phone);
        next.register();
        next.verifyEmail();
        next.verifyPhone().body("kyc", equalTo(kyc));
    }

    private List<AccountLink> of(Pathway client) {
        return links.of(client.id()).await().atMost(Duration.ofSeconds(5));
    }

    private void assertLinked(Pathway client, Pathway other, LinkKind kind) {
        assertThat(of(client)).anySatisfy(link -> {
            assertThat(link.accountId()).isEqualTo(other.id());
            assertThat(link.kind()).isEqualTo(kind);
            assertThat(link.weight()).isEqualTo(kind.weight());
            assertThat(link.since()).isNotNull();
        });
    }

    private long decisions(Pathway client, String phase, String verdict) {
        return facts.count(
                "select count(*) from decision where account_id = $1 and phase = '" + phase + "' and verdict = '"
                        + verdict + "'",
                client.id());
    }
}
