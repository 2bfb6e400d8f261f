package dev.gatehouse.registration;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.limited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RegistrationTest {
    private static final String PREMIUM = "+499001234567";

    @Inject
    Facts facts;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "email,    -,                  required",
                "email,    '',                 required",
                "email,    ada,                not-an-email",
                "email,    ada@localhost,      not-an-email",
                "email,    '\"a\"@example.org', not-an-email",
                "password, -,                  required",
                "password, kjhgfdsa!,          too-short",
                "password, qwertyuiop,         too-common",
                "phone,    -,                  required",
                "phone,    12,                 not-a-phone-number",
                "phone,    call me,            not-a-phone-number",
                "country,  -,                  required",
                "country,  de,                 malformed",
                "country,  XX,                 unknown",
                "locale,   '../etc',           malformed",
                "acceptTerms, -,               required",
            })
    void aFieldThatIsNotValidIsNamed(String field, @Nullable String value, String code) {
        Pathway client = Pathway.fresh();
        Map<String, Object> body = client.registration();
        body.put(field, value);

        invalid(client.register(body), "/" + field, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "password", "phone", "fullName", "company"})
    void whatIsTooLongIsNamed(String field) {
        Pathway client = Pathway.fresh();
        Map<String, Object> body = client.registration();
        body.put(field, "x1-".repeat(100));

        invalid(client.register(body), "/" + field, "too-long");
    }

    @Test
    void aPasswordIsCountedInCharacters() {
        Pathway client = Pathway.fresh();
        Map<String, Object> body = client.registration();

        body.put("password", "🐴🔋🧷🎩".repeat(2));
        invalid(client.register(body), "/password", "too-short");
        body.put("password", "🐴🔋🧷🎩".repeat(33));
        invalid(client.register(body), "/password", "too-long");
        body.put("password", "🐴🔋🧷🎩".repeat(32));
        assertThat(client.register(body).statusCode()).isEqualTo(201);
        assertThat(client.trySignIn("🐴🔋🧷🎩".repeat(32)).statusCode()).isEqualTo(200);
    }

    @Test
    void aNameHoldsNoLineBreaks() {
        Pathway client = Pathway.fresh();
        Map<String, Object> body = client.registration();
        body.put("fullName", "Ada\r\nLovelace");

        invalid(client.register(body), "/fullName", "malformed");
    }

    @Test
    void termsThatAreNotAcceptedAreNamed() {
        Pathway client = Pathway.fresh();
        Map<String, Object> body = client.registration();
        body.put("acceptTerms", false);

        invalid(client.register(body), "/acceptTerms", "must-be-accepted");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Pathway client = Pathway.fresh();

        expect(client.register(Map.of()), 422, "validation-failed")
                .body(
                        "errors.pointer",
                        containsInAnyOrder("/email", "/password", "/phone", "/country", "/acceptTerms"));
        Map<String, Object> body = client.registration();
        body.putAll(Map.of("email", "ada@localhost", "password", "qwertyuiop", "phone", "12", "country", "XX"));
        expect(client.register(body), 422, "validation-failed")
                .body("errors.pointer", containsInAnyOrder("/email", "/password", "/phone", "/country"));
    }

    @Test
    void anUnknownFieldAndAWrongTypeAreNamed() {
        Pathway client = Pathway.fresh();
        Map<String, Object> unknown = client.registration();
        unknown.put("admin", true);
        expect(client.register(unknown), 400, "malformed-request")
                .body("errors.pointer", contains("/admin"))
                .body("errors.code", contains("unknown-field"));

        Map<String, Object> wrongType = client.registration();
        wrongType.put("acceptTerms", "true");
        expect(client.register(wrongType), 400, "malformed-request").body("errors.pointer", contains("/acceptTerms"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"ada\"", "null", ""})
    void whatIsNoObjectIsMalformed(String body) {
        expect(Pathway.fresh().anonymous().body(body).post("/register"), 400, "malformed-request");
    }

    @Test
    void theAccountIsAsTheClientSaid() {
        Pathway client = Pathway.of("Ada." + Identities.email()).withPhone(Identities.phone());
        Map<String, Object> body = client.registration();
        body.put("phone", "0" + client.phone().substring(3));
        body.put("fullName", "  Ada Lovelace ");
        body.put("company", " ");
        body.put("locale", "de-AT");

        client.register(body)
                .then()
                .statusCode(201)
                .body("account.email", equalTo(client.email()))
                .body("account.phone", equalTo(client.phone()))
                .body("account.country", equalTo("DE"))
                .body("account.fullName", equalTo("Ada Lovelace"))
                .body("account.company", nullValue())
                .body("account.locale", equalTo("de"))
                .body("account.emailVerified", equalTo(false))
                .body("account.phoneVerified", equalTo(false));
    }

    @Test
    void aLanguageThatWeDoNotWriteBecomesEnglish() {
        Pathway client = Pathway.fresh();
        Map<String, Object> body = client.registration();
        body.put("locale", "fr-CA");

        client.register(body).then().statusCode(201).body("account.locale", equalTo("en"));
    }

    @Test
    void theFourthFromOneAddressNeedsKyc() {
        String address = Identities.address();
        for (int i = 0; i < 3; i++) {
            Pathway.fresh().from(address).register().body("account.kyc", equalTo("not_required"));
        }

        Pathway fourth = Pathway.fresh().from(address);
        fourth.register()
                .body("account.kyc", equalTo("required"))
                .body("account.status", equalTo("pending_verification"))
                .body("account.nextSteps", contains("verify_email", "verify_sms", "complete_kyc"));
        fourth.verifyEmail();
        fourth.verifyPhone().body("status", equalTo("kyc_required")).body("nextSteps", contains("complete_kyc"));
        expect(fourth.order(), 403, "kyc-required").body("nextSteps", contains("complete_kyc"));
    }

    @Test
    void theThirdWithOneDeviceNeedsKyc() {
        String device = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            Pathway.fresh().withDevice(device).register().body("account.kyc", equalTo("not_required"));
        }

        Pathway.fresh()
                .withDevice(device)
                .register()
                .body("account.kyc", equalTo("required"))
                .body("account.nextSteps", contains("verify_email", "verify_sms", "complete_kyc"));
        Pathway.fresh()
                .withDevice(UUID.randomUUID().toString())
                .register()
                .body("account.kyc", equalTo("not_required"));
    }

    @Test
    void whatIsRefusedDoesNotCountForTheDevice() {
        String device = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            Pathway refused = Pathway.fresh().withDevice(device).withPhone(PREMIUM);
            expect(refused.register(refused.registration()), 403, "registration-not-allowed");
        }
        Pathway.fresh().withDevice(device).register().body("account.kyc", equalTo("not_required"));

        Pathway.fresh().withDevice(device).register().body("account.kyc", equalTo("not_required"));
        Pathway.fresh().withDevice(device).register().body("account.kyc", equalTo("required"));
    }

    @Test
    void anIpv6NetworkOf64BitsCountsAsOneAddress() {
        String network = Identities.ipv6Network();
        for (int i = 1; i <= 3; i++) {
            Pathway.fresh().from(network + ":a:b:c:" + i).register().body("account.kyc", equalTo("not_required"));
        }

        Pathway.fresh().from(network + "::1").register().body("account.kyc", equalTo("required"));
        Pathway.fresh().from(Identities.ipv6Network() + "::1").register().body("account.kyc", equalTo("not_required"));
    }

    @Test
    void aPremiumNumberIsRefusedAndDoesNotCount() {
        String address = Identities.address();
        for (int i = 0; i < 5; i++) {
            Pathway refused = Pathway.fresh().from(address).withPhone(PREMIUM);
            expect(refused.register(refused.registration()), 403, "registration-not-allowed")
                    .body("errors", nullValue());
            expect(refused.trySignIn(Pathway.PASSWORD), 401, "credentials-invalid");
        }

        for (int i = 0; i < 3; i++) {
            Pathway.fresh().from(address).register().body("account.kyc", equalTo("not_required"));
        }
        Pathway.fresh().from(address).register().body("account.kyc", equalTo("required"));
    }

    @Test
    void anAddressHasTwentyAnHour() {
        String address = Identities.address();
        for (int i = 0; i < 20; i++) {
            Pathway refused = Pathway.fresh().from(address).withPhone(PREMIUM);
            expect(refused.register(refused.registration()), 403, "registration-not-allowed");
        }

        Pathway next = Pathway.fresh().from(address);
        limited(next.register(next.registration()), "rate-limited", "registrations-per-address");
        assertThat(Pathway.fresh().register(Pathway.fresh().registration()).statusCode())
                .isEqualTo(201);
    }

    @Test
    void anAddressThatIsNotGlobalIsNoEvidence() {
        for (int i = 0; i < 5; i++) {
            Pathway.fresh().from("10.0.0.7").register().body("account.kyc", equalTo("not_required"));
        }
    }

    @Test
    void noPasswordIsStoredAsItIs() {
        Pathway client = Pathway.registered();

        assertThat(facts.count(
                        "select count(*) from account where id = $1 and password_hash like '$argon2id$v=19$m=19456,t=2,p=1$%'",
                        client.id()))
                .isOne();
    }
}
