package dev.gatehouse.ticket;

import static dev.gatehouse.testing.Keys.staff;
import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.limited;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.sandbox.Message;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tickets of those who cannot sign in. */
@QuarkusTest
class AnonymousTicketTest {
    private static final int AN_HOUR = 200;

    @Inject
    Desk desk;

    @Inject
    Clock clock;

    @Test
    void theAnswerIsTheSameWhetherOrNotTheAddressHasAnAccount() {
        // given
        Pathway owner = Pathway.withEmail();
        String nobody = Identities.email();

        // when
        Response known = write(Identities.address(), owner.email().toUpperCase(java.util.Locale.ROOT));
        Response unknown = write(Identities.address(), nobody);

        // then
        assertThat(known.statusCode()).isEqualTo(202);
        assertThat(unknown.statusCode()).isEqualTo(202);
        assertThat(known.asString()).isEmpty();
        assertThat(unknown.asString()).isEmpty();
        assertThat(known.headers().asList().stream().map(header -> header.getName()))
                .containsExactlyElementsOf(unknown.headers().asList().stream()
                        .map(header -> header.getName())
                        .toList());
        owner.call().get("/tickets").then().body("items", org.hamcrest.Matchers.empty());
        staff().get("/staff/tickets/{id}", ticketOf(owner.email().toUpperCase(java.util.Locale.ROOT)))
                .then()
                .statusCode(200)
                .body("ticket", not(hasKey("accountId")))
                .body("ticket.contactEmail", equalTo(owner.email().toUpperCase(java.util.Locale.ROOT)))
                .body("$", not(hasKey("account")))
                .body("contactAccount.id", equalTo(owner.id().toString()));
        staff().get("/staff/tickets/{id}", ticketOf(nobody))
                .then()
                .statusCode(200)
                .body("ticket.contactEmail", equalTo(nobody))
                .body("ticket.topic", equalTo("account_existing"))
                .body("messages[0].actor", equalTo("anonymous"))
                .body("$", not(hasKey("contactAccount")));
        expect(owner.call().get("/tickets/{id}", ticketOf(nobody)), 404, "not-found");
    }

    @Test
    void anAddressThatIsNotProvenBelongsToNobody() {
        Pathway pending = Pathway.registered();
        write(Identities.address(), pending.email()).then().statusCode(202);

        staff().get("/staff/tickets/{id}", ticketOf(pending.email())).then().body("$", not(hasKey("contactAccount")));
    }

    @Test
    void staffAnswerByMailInTheWritersLanguage() {
        // given
        UUID endpoint = desk.listen();
        String contact = Identities.email();
        request(Identities.address())
                .header("Accept-Language", "de-AT,de;q=0.9,en;q=0.5")
                .body(body(contact))
                .post("/tickets")
                .then()
                .statusCode(202);
        String id = ticketOf(contact);

        // when
        Desk.answer(id, "Guten Tag,\n\nversuchen Sie <b>es</b> bitte erneut.")
                .then()
                .statusCode(201);
        desk.forget(endpoint);

        // then
        Message mail =
                SandboxMessages.await(contact, message -> message.channel().equals("email"));
        assertThat(mail.subject()).isEqualTo("Ihre Anfrage an Gatehouse wurde beantwortet");
        long number = desk.count("select number from ticket where id = $1", UUID.fromString(id));
        assertThat(mail.text())
                .contains("versuchen Sie <b>es</b> bitte erneut.", "Nummer: " + number, "Kontaktformular")
                .doesNotContain("melden Sie sich bitte an");
        List<JsonObject> told = desk.told(endpoint, id);
        assertThat(told.stream().map(event -> event.getString("type")))
                .containsExactly("ticket.opened", "ticket.replied");
        assertThat(told)
                .allSatisfy(event ->
                        assertThat(event.getJsonObject("data").fieldNames()).doesNotContain("accountId"));
        assertThat(told.toString()).doesNotContain("@");
    }

    @Test
    void anAddressWritesThreeADay() {
        String from = Identities.address();
        for (int i = 0; i < 3; i++) {
            write(from, Identities.email()).then().statusCode(202);
        }

        String last = Identities.email();
        limited(write(from, last), "rate-limited", "anonymous-ticket-per-address");

        assertThat(desk.count("select count(*) from ticket where contact_email = $1", last))
                .isZero();
        write(Identities.address(), last).then().statusCode(202);
    }

    @Test
    void aFloodFromManyAddressesIsStoppedWithoutRedis() {
        // given
        String sql =
                "insert into ticket (id, contact_email, topic, status, created_at, last_message_at, last_message_by)"
                        + " select gen_random_uuid(), 'flood@example.org', 'other', 'open', $1, $1, 'client'"
                        + " from generate_series(1, "
                        + AN_HOUR
                        + ")";
        desk.run(sql, clock.instant().atOffset(ZoneOffset.UTC));
        try {
            // then
            limited(write(Identities.address(), Identities.email()), "rate-limited", "anonymous-tickets");
        } finally {
            assertThat(desk.run("delete from ticket where contact_email = $1", "flood@example.org"))
                    .isEqualTo(AN_HOUR);
        }
        write(Identities.address(), Identities.email()).then().statusCode(202);
    }

    @Test
    void aKeyWritesOnce() {
        String contact = Identities.email();
        String key = UUID.randomUUID().toString();
        String from = Identities.address();

        List<Response> answers = java.util.stream.Stream.generate(() -> request(from)
                        .header("Idempotency-Key", key)
                        .body(body(contact))
                        .post("/tickets"))
                .limit(5)
                .toList();

        assertThat(answers).extracting(Response::statusCode).containsOnly(202);
        assertThat(answers.get(4).header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(desk.count("select count(*) from ticket where contact_email = $1", contact))
                .isEqualTo(1);
    }

    @Test
    void twoTicketsOfOneAddressStandApart() {
        String contact = Identities.email();
        write(Identities.address(), contact).then().statusCode(202);
        write(Identities.address(), contact).then().statusCode(202);

        assertThat(desk.count("select count(*) from ticket where contact_email = $1", contact))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "contactEmail, ,             required",
        "contactEmail, ' ',          required",
        "contactEmail, nonsense,     not-an-email",
        "contactEmail, a@b,          not-an-email",
        "topic,        ,             required",
        "message,      ,             required",
    })
    void aBodyThatIsNotGoodIsRefused(String field, @Nullable String text, String code) {
        Map<String, @Nullable Object> body = new HashMap<>(body(Identities.email()));
        body.put(field, text);

        invalid(request(Identities.address()).body(body).post("/tickets"), '/' + field, code);
    }

    private String ticketOf(String contact) {
        List<Map<String, Object>> found = staff().get("/staff/tickets?topic=account_existing&limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
        return found.stream()
                .filter(ticket -> contact.equals(ticket.get("contactEmail")))
                .map(ticket -> String.valueOf(ticket.get("id")))
                .findFirst()
                .orElseThrow();
    }

    private static Response write(String from, String contact) {
        return request(from).body(body(contact)).post("/tickets");
    }

    private static Map<String, Object> body(String contact) {
        return Map.of("contactEmail", contact, "topic", "account_existing", "message", "I cannot get in.");
    }

    private static RequestSpecification request(String from) {
        return given().header("X-Forwarded-For", from).contentType(ContentType.JSON);
    }
}
