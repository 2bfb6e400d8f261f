package dev.gatehouse.kyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.sandbox.Message;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients, the panel and staff learn of a case, and what not. */
@QuarkusTest
class KycNoticesTest {
    private static final List<String> ANTI_FRAUD = List.of("vpn", "minfraud", "tor", "check", "score", "risk", "fraud");

    private final UUID endpoint = UUID.randomUUID();

    @Inject
    KycClients clients;

    @Inject
    Facts facts;

    @BeforeEach
    void listen() {
        clients.execute(
                """
                insert into webhook_endpoint (id, url, events, secret, created_by, created_at)
                values ($1, 'https://192.0.2.1/', $2, '\\x00', 'a test', now())""",
                Tuple.of(endpoint, new String[] {"kyc.required", "kyc.submitted", "kyc.approved", "kyc.rejected"}));
    }

    @AfterEach
    void listenNoMore() {
        clients.execute("update webhook_endpoint set removed_at = now() where id = $1", Tuple.of(endpoint));
    }

    @Test
    void eachStepIsTold() {
        // given
        Pathway client = clients.active();
        clients.stopped(client);
        String caseId = clients.caseOf(client).toString();
        Message wanted = mail(client, "Please confirm your identity for Gatehouse");
        assertThat(wanted.text().toLowerCase(Locale.ROOT)).doesNotContain(ANTI_FRAUD);

        // when
        clients.inReview(client);
        clients.decide(clients.caseOf(client), "request_more", "The photo <b>is</b> blurred.");
        assertThat(mail(client, "We need something more to confirm your identity for Gatehouse")
                        .text())
                .contains("The photo <b>is</b> blurred.");
        client.call().post("/kyc/submit").then().statusCode(202);
        clients.decide(clients.caseOf(client), "approve", null);

        // then
        mail(client, "Your identity is confirmed for Gatehouse");
        assertThat(clients.mails(client)).containsExactly("kyc_required", "kyc_more_wanted", "kyc_approved");
        List<JsonObject> events = events(client);
        assertThat(events)
                .extracting(event -> event.getString("type"))
                .containsExactly("kyc.required", "kyc.submitted", "kyc.submitted", "kyc.approved");
        assertThat(events).allSatisfy(event -> {
            JsonObject data = event.getJsonObject("data");
            assertThat(data.getString("accountId")).isEqualTo(client.id().toString());
            assertThat(data.getString("caseId")).isEqualTo(caseId);
        });
        assertThat(events.get(0).getJsonObject("data").fieldNames())
                .containsExactlyInAnyOrder("caseId", "services", "accountId");
        assertThat(events.get(3).getJsonObject("data").getString("status")).isEqualTo("approved");
    }

    @Test
    void aRejectionIsTold() {
        Pathway client = clients.inReview(clients.underKyc());

        clients.decide(clients.caseOf(client), "reject", "Sorry.");

        assertThat(mail(client, "Your identity could not be confirmed for Gatehouse")
                        .text())
                .doesNotContain("Sorry.");
        assertThat(events(client))
                .extracting(event -> event.getString("type"))
                .containsExactly("kyc.required", "kyc.submitted", "kyc.rejected");
    }

    @Test
    void whomStaffClearIsToldAndThePanelLearnsThatItIsOver() {
        Pathway client = clients.underKyc();

        act(client, "clear_kyc");
        act(client, "clear_kyc");

        mail(client, "You need not confirm your identity for Gatehouse any more");
        assertThat(clients.mails(client)).containsExactly("kyc_cleared");
        assertThat(events(client))
                .extracting(event -> event.getString("type")
                        + ' '
                        + event.getJsonObject("data").getString("status", "-"))
                .containsExactly("kyc.required -", "kyc.approved cleared");
    }

    @Test
    void whoIsAskedAlreadyIsNotToldAgain() {
        Pathway client = clients.active();
        clients.stopped(client);
        UUID opened = clients.caseOf(client);

        client.from(KycClients.torExit()).order().then().statusCode(403);
        act(client, "require_kyc");

        assertThat(clients.caseOf(client)).isEqualTo(opened);
        assertThat(clients.mails(client)).containsExactly("kyc_required");
        assertThat(events(client)).hasSize(1);
    }

    @Test
    void aMailboxThatIsNotProvenGetsNoMail() {
        Pathway client = Pathway.fresh().from(KycClients.anonymizer());

        client.register()
                .body("account.kyc", equalTo("required"))
                .body("account.nextSteps", contains("verify_email", "verify_sms", "complete_kyc"));
        clients.uploadAll(client);
        client.call().post("/kyc/submit").then().statusCode(202);
        clients.decide(clients.caseOf(client), "request_more", "Again.");

        assertThat(clients.mails(client)).isEmpty();
        assertThat(clients.texts("select kind from message where account_id = $1", client.id()))
                .containsExactly("verify_email");
        assertThat(events(client))
                .extracting(event -> event.getString("type"))
                .containsExactly("kyc.required", "kyc.submitted");
        assertThat(events(client).get(0).getJsonObject("data").getJsonArray("services"))
                .isEmpty();
    }

    @Test
    void theMailIsInTheClientsLanguage() {
        Pathway client = clients.active();
        facts.change("update account set locale = 'de' where id = $1", client.id());

        clients.stopped(client);

        mail(client, "Bitte bestätigen Sie Ihre Identität für Gatehouse");
    }

    @Test
    void thePanelLearnsWhichServicesAreAtRisk() {
        // given
        Pathway client = clients.active();
        String purchase = order(client, Map.of("kind", "purchase", "product", "vps-s"));
        order(client, Map.of("kind", "renewal", "product", "vps-s", "serviceId", "srv-1"));
        order(client, Map.of("kind", "upgrade", "product", "vps-m", "serviceId", "srv-1"));
        order(client, Map.of("kind", "renewal", "product", "vps-s", "serviceId", "srv-2"));
        order(client, Map.of("kind", "topup", "product", "credit"));
        order(client, Map.of("kind", "invoice", "product", "invoice-7"));
        KycClients.staff()
                .body(Map.of())
                .post("/orders/{id}/confirm", purchase)
                .then()
                .statusCode(200);

        // when
        clients.stopped(client);

        // then
        assertThat(events(client).get(0).getJsonObject("data").getJsonArray("services"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject().put("serviceId", "srv-2"))
                        .add(new JsonObject().put("serviceId", "srv-1"))
                        .add(new JsonObject().put("orderId", purchase)));
    }

    @Test
    void theServicesAreBounded() {
        Pathway client = clients.active();
        client.order().then().statusCode(201);
        facts.change(
                """
                insert into purchase_order (id, account_id, decision_id, kind, status, product, quantity, service_id,
                                            initiator, created_at, expires_at)
                select gen_random_uuid(), $1, d.id, 'renewal', 'confirmed', 'vps-s', 1, 'srv-' || n, 'client', now(), now()
                from (select id from decision where account_id = $1 limit 1) d, generate_series(1, 300) n""",
                client.id());

        clients.stopped(client);

        assertThat(events(client).get(0).getJsonObject("data").getJsonArray("services"))
                .hasSize(200);
    }

    private static String order(Pathway client, Map<String, Object> body) {
        return client.call()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Message mail(Pathway client, String subject) {
        return SandboxMessages.await(client.email(), message -> subject.equals(message.subject()));
    }

    private static void act(Pathway client, String action) {
        KycClients.staff()
                .body(Map.of("action", action, "reason", "a reason"))
                .post("/staff/accounts/{id}/actions", client.id())
                .then()
                .statusCode(200);
    }

    private List<JsonObject> events(Pathway client) {
        return clients
                .texts(
                        "select payload from webhook_delivery where account_id = $1 and endpoint_id = '" + endpoint
                                + "' order by seq",
                        client.id())
                .stream()
                .map(JsonObject::new)
                .toList();
    }
}
