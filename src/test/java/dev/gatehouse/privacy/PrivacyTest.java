package dev.gatehouse.privacy;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.limited;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.gatehouse.kyc.KycClients;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients learn of themselves, and what is left of those who wanted to be forgotten. */
@QuarkusTest
class PrivacyTest {
    private static final String NOBODY = "not_required";
    private static final String WISH =
            """
            insert into email_change (id, account_id, email, email_key, created_at) \
            values (gen_random_uuid(), $1, 'next@example.org', 'next@example.org', now())""";

    @Inject
    KycClients clients;

    @Inject
    Facts facts;

    @Inject
    MovableClock clock;

    // --- the copy ---

    @Test
    void aClientSeesWhatIsHeldOfItAndNotWhyItWasDecidedSo() {
        Pathway client = Pathway.active().withDevice("device-" + UUID.randomUUID());
        client.order().then().statusCode(201);
        clients.stopped(client);
        facts.change(WISH, client.id());

        client.call()
                .get("/account/export")
                .then()
                .statusCode(200)
                .body("account.email", equalTo(client.email()))
                .body("data.orders.product", hasItem("vps-s"))
                .body("data.orders[0].createdAt", notNullValue())
                .body("data.decisions.outcome", hasItems("accepted", "kyc"))
                .body("data.messages.channel", hasItems("email", "sms"))
                .body("data.sessions", hasSize(1))
                .body("data.smsCodes.phone", hasItem(client.phone()))
                .body("data.emailChanges.email", hasItem("next@example.org"))
                .body("data.identifiers.kind", hasItems("email", "phone"))
                .body("data.identifiers.value", hasItem(client.phone()))
                .body("data.kycCases.status", hasItem("required"))
                .body(not(containsString("minfraud")))
                .body(not(containsString("evidence")))
                .body(not(containsString("checks")))
                .body(not(containsString("password")));
    }

    @Test
    void aCopyIsForTheClientAloneAndNotForEveryMinute() {
        Pathway client = clients.active();
        Pathway other = clients.active();
        expect(given().get("/account/export"), 401, "unauthenticated");
        expect(given().delete("/account"), 401, "unauthenticated");
        other.call()
                .header("Gatehouse-Account", client.id().toString())
                .get("/account/export")
                .then()
                .body(not(containsString(client.email())));

        for (int i = 0; i < 10; i++) {
            client.call().get("/account/export").then().statusCode(200);
        }

        limited(client.call().get("/account/export"), "rate-limited", "account-exports");
    }

    // --- the request ---

    @Test
    void aRequestIsSeenByStaffAndEndsNothing() {
        Pathway client = clients.active();

        String id = client.call()
                .delete("/account")
                .then()
                .statusCode(202)
                .body("status", equalTo("requested"))
                .body("accountId", equalTo(client.id().toString()))
                .extract()
                .path("id");
        client.call().delete("/account").then().statusCode(202).body("id", equalTo(id));

        client.account().body("status", equalTo("active"));
        assertThat(clients.acts(client)).containsOnlyOnce("account.erasure_requested");
        KycClients.staff()
                .get("/staff/erasures?limit=200")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id));

        erase(client).statusCode(200);
        KycClients.staff().get("/staff/erasures?limit=200").then().body("items.id", not(hasItem(id)));
        KycClients.staff().get("/staff/erasures?status=done&limit=200").then().body("items.id", hasItem(id));
        invalid(KycClients.staff().get("/staff/erasures?status=some"), "status", "unknown");
        expect(clients.active().call().get("/staff/erasures"), 403, "forbidden");
    }

    // --- the erasure ---

    @Test
    void nothingThatNamesTheClientIsLeft() {
        Pathway client = Pathway.active();
        client.order().then().statusCode(201);
        client.call()
                .body(Map.of("email", Identities.email(), "password", Pathway.PASSWORD))
                .put("/account/email")
                .then()
                .statusCode(202);
        clients.stopped(client);
        clients.uploadAll(client);
        facts.change(WISH, client.id());
        facts.change("update account set full_name = 'Anna', company = 'Acme' where id = $1", client.id());
        facts.change(
                "update kyc_case set message = 'Dear Anna' where account_id = $1 and status = 'required'", client.id());

        erase(client)
                .statusCode(200)
                .body("status", equalTo("closed"))
                .body("email", equalTo("erased-" + client.id() + "@erased.invalid"));

        assertThat(facts.count(
                        """
                        select count(*) from account where id = $1 and phone is null and full_name is null \
                        and company is null and password_hash is null and registered_from is null \
                        and registered_user_agent is null and registered_device is null and country is null""",
                        client.id()))
                .isEqualTo(1);
        for (String table : new String[] {
            "account_identifier",
            "session",
            "sms_code",
            "sms_attempt",
            "mail_token",
            "mail_request",
            "phone_change",
            "email_change"
        }) {
            assertThat(facts.count("select count(*) from " + table + " where account_id = $1", client.id()))
                    .as(table)
                    .isZero();
        }
        assertThat(facts.count(
                        """
                        select count(*) from message where account_id = $1 and (recipient is not null \
                        or payload is not null or state = 'due')""",
                        client.id()))
                .isZero();
        assertThat(facts.count(
                        """
                        select count(*) from kyc_case c left join kyc_document d on d.case_id = c.id \
                        where c.account_id = $1 and (c.message is not null or d.wrapped_key is not null \
                        or c.status in ('required', 'in_review'))""",
                        client.id()))
                .isZero();
        assertThat(facts.count(
                        """
                        select count(*) from decision, jsonb_array_elements(trace) line where account_id = $1 \
                        and line -> 'evidence' <> '{}'""",
                        client.id()))
                .isZero();
        expect(client.call().get("/account"), 401, "unauthenticated");
        expect(client.trySignIn(Pathway.PASSWORD), 401, "credentials-invalid");

        // Staff still read what happened, and erasing again is nothing new.
        ValidatableResponse seen = KycClients.staff()
                .get("/staff/accounts/{id}", client.id())
                .then()
                .statusCode(200)
                .body("orders", hasSize(1))
                .body("account.kyc", equalTo("required"));
        String decision = seen.extract().path("decisions[0].id");
        KycClients.staff().get("/staff/decisions/{id}", decision).then().statusCode(200);
        erase(client).statusCode(200);
    }

    @Test
    void eachTableThatIsAboutAnAccountHasItsAnswer() {
        // Wiped or emptied above; then records of business, and ids and hashes alone.
        assertThat(clients.texts(
                        """
                        select table_name::text from information_schema.columns where column_name = 'account_id' \
                        and table_schema = current_schema() and $1::uuid is not null""",
                        UUID.randomUUID()))
                .as("a new one needs a PersonalData, or a word in docs/operations.md on why it stays")
                .containsExactlyInAnyOrder(
                        "account_identifier",
                        "decision",
                        "email_change",
                        "kyc_case",
                        "mail_request",
                        "mail_token",
                        "message",
                        "phone_change",
                        "rescreening",
                        "session",
                        "sms_attempt",
                        "sms_code",
                        "ticket",
                        "account_link",
                        "erased_identifier",
                        "erasure_request",
                        "purchase_order",
                        "webhook_delivery");
    }

    @Test
    void whatWasWrittenWithTheMailboxAndWithoutSigningInGoesToo() {
        Pathway client = clients.active();
        Pathway other = clients.active();
        String asked =
                """
                insert into ticket (id, contact_email, locale, topic, status, created_at, last_message_at, last_message_by) \
                select gen_random_uuid(), initcap(email), 'en', 'other', 'open', now(), now(), 'client' \
                from account where id = $1""";
        facts.change(asked, client.id());
        facts.change(asked, other.id());

        erase(client).statusCode(200);

        String kept = "select count(*) from ticket where $1::uuid is not null and lower(contact_email) = '";
        assertThat(facts.count(kept + client.email() + "'", client.id())).isZero();
        assertThat(facts.count(kept + other.email() + "'", other.id())).isEqualTo(1);
    }

    @Test
    void nobodyFillsAnErasedAccountAgain() {
        Pathway client = Pathway.active();
        clients.stopped(client);
        erase(client).statusCode(200);
        String key = KycClients.key("panel:accounts");

        expect(panel(key, client).body(Map.of("phone", client.phone())).put("/account/phone"), 404, "not-found");
        expect(
                panel(key, client)
                        .body(Map.of("topic", "other", "message", "I am Anna"))
                        .post("/tickets"),
                404,
                "not-found");
        expect(panel(key, client).post("/kyc/start"), 404, "not-found");
        assertThat(facts.count(
                        """
                        select count(*) from account a where id = $1 and phone is null \
                        and not exists (select 1 from ticket where account_id = a.id) and not exists \
                        (select 1 from kyc_case where account_id = a.id and status in ('required', 'in_review'))""",
                        client.id()))
                .isEqualTo(1);
    }

    private static RequestSpecification panel(String key, Pathway client) {
        return KycClients.with(key).header("Gatehouse-Account", client.id().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "kyc = 'rejected', kyc_rejected",
        "kyc = 'required', kyc_required",
        "kyc = 'in_review', kyc_required",
        "suspended_at = now(), suspended",
        "'kyc = ''rejected'', suspended_at = now()', kyc_rejected"
    })
    void registeringAgainWithTheMailboxInAnotherSpellingWashesNothingOff(String standing, String outcome) {
        String name = "anna" + UUID.randomUUID().toString().substring(0, 8);
        Pathway client = active(Pathway.of("a.n.n.a" + name.substring(4) + "+shop@gmail.com"));
        facts.change("update account set " + standing + " where id = $1", client.id());
        erase(client).statusCode(200);
        assertThat(clients.texts("select distinct outcome from erased_identifier where account_id = $1", client.id()))
                .containsExactly(outcome);

        Pathway again = Pathway.of(name + "@googlemail.com");
        again.register();
        again.account().body("kyc", equalTo(NOBODY));
        again.verifyEmail();
        again.verifyPhone();

        again.account().body("kyc", equalTo("required"));
        KycClients.staff()
                .get("/staff/accounts/{id}", again.id())
                .then()
                .body("links.accountId", hasItem(client.id().toString()));
    }

    @Test
    void neitherDoesTheSamePhone() {
        Pathway client = active(Pathway.fresh());
        facts.change("update account set kyc = 'rejected' where id = $1", client.id());
        erase(client).statusCode(200);

        Pathway again = Pathway.fresh().withPhone(client.phone());
        again.register();
        again.verifyEmail();
        again.account().body("kyc", equalTo(NOBODY));
        again.verifyPhone();

        again.account().body("kyc", equalTo("required"));
    }

    @Test
    void neitherDoesTheSameDeviceAtTheSameAddress() {
        String address = Identities.address();
        String device = "device-" + UUID.randomUUID();
        Pathway client = active(Pathway.fresh().from(address).withDevice(device));
        facts.change("update account set kyc = 'rejected' where id = $1", client.id());
        erase(client).statusCode(200);

        Pathway again = Pathway.fresh().from(address).withDevice(device);
        again.register();

        again.account().body("kyc", equalTo("required"));
    }

    @Test
    void ofAClientInGoodStandingNothingIsKept() {
        Pathway client = active(Pathway.fresh());
        erase(client).statusCode(200);

        assertThat(facts.count("select count(*) from erased_identifier where account_id = $1", client.id()))
                .isZero();
        client.register();
        client.verifyEmail();
        client.verifyPhone();
        client.account().body("kyc", equalTo(NOBODY));
    }

    @Test
    void whatIsKeptIsNoIdentifierAndIsForgottenInTime() {
        Pathway client = active(Pathway.fresh());
        facts.change("update account set kyc = 'rejected' where id = $1", client.id());
        erase(client).statusCode(200);

        assertThat(clients.texts(
                        "select encode(mac, 'escape') from erased_identifier where account_id = $1", client.id()))
                .hasSizeGreaterThanOrEqualTo(2)
                .noneMatch(text -> text.contains(client.email()) || text.contains(client.phone()));
        clock.advance(Duration.ofDays(1096));
        Pathway again = Pathway.fresh().withPhone(client.phone());
        again.register();
        again.verifyEmail();
        again.verifyPhone();
        again.account().body("kyc", equalTo(NOBODY));
    }

    @Test
    void onlyWhoDecidesErases() {
        Pathway client = clients.active();
        expect(
                KycClients.with(KycClients.key("staff:read"))
                        .body(Map.of("action", "erase", "reason", "asked for it"))
                        .post("/staff/accounts/{id}/actions", client.id()),
                403,
                "forbidden");
        client.account().body("nextSteps", empty());
    }

    private static Pathway active(Pathway client) {
        client.register();
        client.verifyEmail();
        client.verifyPhone();
        return client;
    }

    private static ValidatableResponse erase(Pathway client) {
        return KycClients.staff()
                .body(Map.of("action", "erase", "reason", "asked for it"))
                .post("/staff/accounts/{id}/actions", client.id())
                .then();
    }
}
