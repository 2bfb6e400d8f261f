package dev.gatehouse.ticket;

import static dev.gatehouse.testing.Keys.staff;
import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.limited;
import static dev.gatehouse.ticket.Desk.close;
import static dev.gatehouse.ticket.Desk.open;
import static dev.gatehouse.ticket.Desk.opened;
import static dev.gatehouse.ticket.Desk.said;
import static dev.gatehouse.ticket.Desk.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Keys;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's side of the desk, for clients, the panel and resellers. */
@QuarkusTest
class TicketJourneyTest {
    private static final int AN_HOUR = 30;

    @Inject
    Desk desk;

    @Inject
    Facts facts;

    @Inject
    Keys keys;

    // --- opening ---

    @Test
    void aClientOpensOneTicketATopic() {
        // given
        Pathway client = Pathway.registered();

        // when
        Response first = open(client, "sms_not_received", "  No code has come.\r\nWhat now?  ");
        Response second = open(client, "sms_not_received", "Still none.");
        Response again = open(client, "sms_not_received", "Still none.");
        Response other = open(client, "other", "Another thing.");

        // then
        String id = first.then()
                .statusCode(201)
                .body("topic", equalTo("sms_not_received"))
                .body("status", equalTo("open"))
                .body("createdAt", notNullValue())
                .body("lastMessageBy", equalTo("client"))
                .body("$", not(hasKey("closedAt")))
                .body("$", not(hasKey("contactEmail")))
                .extract()
                .path("id");
        int number = first.path("number");
        second.then().statusCode(200).body("id", equalTo(id)).body("number", equalTo(number));
        again.then().statusCode(200).body("id", equalTo(id));
        other.then().statusCode(201).body("id", not(equalTo(id))).body("number", not(equalTo(number)));
        assertThat(said(client, id)).containsExactly("No code has come.\nWhat now?", "Still none.");
        client.call()
                .get("/tickets")
                .then()
                .statusCode(200)
                .body("items.topic", contains("other", "sms_not_received"))
                .body("items[1].id", equalTo(id))
                .body("nextCursor", equalTo(null));
    }

    @Test
    void theListHasPages() {
        Pathway client = Pathway.registered();
        List.of("sms_not_received", "kyc_question", "order_blocked").forEach(topic -> opened(client, topic));

        Response page = client.call().get("/tickets?limit=2");
        page.then().body("items.topic", contains("order_blocked", "kyc_question"));
        client.call()
                .queryParam("limit", 2)
                .queryParam("cursor", page.<String>path("nextCursor"))
                .get("/tickets")
                .then()
                .body("items.topic", contains("sms_not_received"))
                .body("nextCursor", equalTo(null));
        invalid(client.call().get("/tickets?limit=0"), "limit", "out-of-range");
        invalid(client.call().get("/tickets?cursor=x"), "cursor", "malformed");
    }

    @Test
    void twentyAtOnceOpenOneTicketAndNothingIsLost() {
        // given
        Pathway client = Pathway.registered();
        AtomicInteger count = new AtomicInteger();

        // when
        List<Response> answers = Parallel.times(20, () -> open(client, "other", "Message " + count.incrementAndGet()));

        // then
        assertThat(answers.stream().map(Response::statusCode).filter(status -> status == 201))
                .hasSize(1);
        assertThat(answers.stream().map(Response::statusCode).filter(status -> status == 200))
                .hasSize(19);
        assertThat(answers.stream().map(answer -> answer.<String>path("id")).distinct())
                .hasSize(1);
        assertThat(facts.count("select count(*) from ticket where account_id = $1", client.id()))
                .isEqualTo(1);
        assertThat(said(client, answers.get(0).path("id")))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 20)
                        .mapToObj(i -> "Message " + i)
                        .toList());
    }

    @Test
    void aKeyOpensOnceAndTheAnswerIsReplayedWithItsStatus() {
        Pathway client = Pathway.registered();
        Map<String, Object> body = Map.of("topic", "other", "message", "Once.");

        List<Response> answers = List.of(
                once(client, "a").body(body).post("/tickets"),
                once(client, "a").body(body).post("/tickets"),
                once(client, "b")
                        .body(Map.of("topic", "other", "message", "Twice."))
                        .post("/tickets"),
                once(client, "b")
                        .body(Map.of("topic", "other", "message", "Twice."))
                        .post("/tickets"));

        assertThat(answers.stream().map(Response::statusCode)).containsExactly(201, 201, 200, 200);
        assertThat(answers.stream().map(answer -> answer.header("Idempotency-Replayed")))
                .containsExactly(null, "true", null, "true");
        assertThat(answers.get(1).asString()).isEqualTo(answers.get(0).asString());
        String id = answers.get(0).path("id");
        assertThat(said(client, id)).containsExactly("Once.", "Twice.");
        expect(
                once(client, "a")
                        .body(Map.of("topic", "other", "message", "Else."))
                        .post("/tickets"),
                422,
                "idempotency-key-reused");

        Response said = once(client, "c").body(Map.of("message", "More.")).post("/tickets/{id}/messages", id);
        Response replayed = once(client, "c").body(Map.of("message", "More.")).post("/tickets/{id}/messages", id);
        assertThat(said.statusCode()).isEqualTo(201);
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replayed.asString()).isEqualTo(said.asString());
        assertThat(said(client, id)).containsExactly("Once.", "Twice.", "More.");
    }

    private static RequestSpecification once(Pathway client, String key) {
        return client.call().header("Idempotency-Key", key);
    }

    // --- talking ---

    @Test
    void aClientSaysMoreAndWebhooksTell() {
        // given
        UUID endpoint = desk.listen();
        Pathway client = Pathway.registered();
        String id = opened(client, "kyc_question");

        // when
        say(client, id, "And another thing.")
                .then()
                .statusCode(201)
                .body("author", equalTo("client"))
                .body("text", equalTo("And another thing."))
                .body("id", notNullValue())
                .body("createdAt", notNullValue())
                .body("$", not(hasKey("actor")));
        Desk.answer(id, "Wait.").then().statusCode(201);
        desk.forget(endpoint);

        // then
        client.call()
                .get("/tickets/{id}", id)
                .then()
                .body("messages.author", contains("client", "client", "staff"))
                .body("messages[2]", not(hasKey("actor")))
                .body("lastMessageBy", equalTo("staff"));
        List<JsonObject> told = desk.told(endpoint, id);
        assertThat(told.stream().map(event -> event.getString("type")))
                .containsExactly("ticket.opened", "ticket.replied", "ticket.replied");
        assertThat(told.stream().map(event -> event.getJsonObject("data").getString("by")))
                .containsExactly(null, "client", "staff");
        assertThat(told)
                .allSatisfy(event -> assertThat(event.getJsonObject("data").getString("accountId"))
                        .isEqualTo(client.id().toString()));
        assertThat(told.get(0).getJsonObject("data").fieldNames())
                .containsExactlyInAnyOrder("ticketId", "number", "topic", "accountId");
        assertThat(told.toString()).doesNotContain("thing", "help", "@");
    }

    @Test
    void aClosedTicketIsOpenedAgain() {
        // given
        Pathway client = Pathway.registered();
        String id = opened(client, "other");
        close(id);
        client.call()
                .get("/tickets/{id}", id)
                .then()
                .body("status", equalTo("closed"))
                .body("closedAt", notNullValue());

        // when
        say(client, id, "It is back.").then().statusCode(201);

        // then
        client.call()
                .get("/tickets/{id}", id)
                .then()
                .body("status", equalTo("open"))
                .body("$", not(hasKey("closedAt")));
        open(client, "other", "And here.").then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void aClosedTicketIsNotOpenedAgainBesideAnother() {
        // given
        Pathway client = Pathway.registered();
        String closed = opened(client, "other");
        close(closed);
        String open = opened(client, "other");
        assertThat(open).isNotEqualTo(closed);

        // then
        expect(say(client, closed, "It is back."), 409, "ticket-closed");
        assertThat(said(client, closed)).containsExactly("Please help.");
        say(client, open, "It is back.").then().statusCode(201);

        // when
        close(open);
        List<Integer> both = Parallel.times(6, new java.util.concurrent.Callable<Integer>() {
            private final AtomicInteger turn = new AtomicInteger();

            @Override
            public Integer call() {
                return say(client, turn.getAndIncrement() % 2 == 0 ? open : closed, "Now.")
                        .statusCode();
            }
        });

        // then one of the two is open
        assertThat(Collections.frequency(both, 201)).isEqualTo(3);
        assertThat(Collections.frequency(both, 409)).isEqualTo(3);
        assertThat(facts.count("select count(*) from ticket where account_id = $1 and status = 'open'", client.id()))
                .isEqualTo(1);
    }

    // --- whose it is ---

    @Test
    void anotherClientsTicketIsNotThere() {
        Pathway owner = Pathway.registered();
        Pathway other = Pathway.registered();
        String id = opened(owner, "other");

        expect(other.call().get("/tickets/{id}", id), 404, "not-found");
        expect(say(other, id, "Mine?"), 404, "not-found");
        expect(owner.call().get("/tickets/{id}", UUID.randomUUID()), 404, "not-found");
        expect(owner.call().get("/tickets/x"), 404, "not-found");
        expect(say(owner, UUID.randomUUID().toString(), "Mine?"), 404, "not-found");
        other.call().get("/tickets").then().body("items", hasSize(0));
        expect(owner.anonymous().get("/tickets"), 401, "unauthenticated");
        expect(owner.anonymous().get("/tickets/{id}", id), 401, "unauthenticated");
        expect(
                owner.anonymous().body(Map.of("message", "x")).post("/tickets/{id}/messages", id),
                401,
                "unauthenticated");
        expect(
                owner.anonymous()
                        .header("Authorization", "Bearer x")
                        .body(Map.of("topic", "other", "message", "x"))
                        .post("/tickets"),
                401,
                "unauthenticated");
        assertThat(said(owner, id)).containsExactly("Please help.");
    }

    @Test
    void thePanelActsForTheAccountThatItNames() {
        // given
        Pathway client = Pathway.registered();
        RequestSpecification panel = Keys.holding("panel:accounts");

        // when
        String id = panel.header("Gatehouse-Account", client.id())
                .body(Map.of("topic", "other", "message", "For the client."))
                .post("/tickets")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        // then
        assertThat(said(client, id)).containsExactly("For the client.");
        staff().get("/staff/tickets/{id}", id)
                .then()
                .body("messages[0].author", equalTo("client"))
                .body("messages[0].actor", org.hamcrest.Matchers.startsWith("key:"));
        invalid(
                Keys.holding("panel:accounts")
                        .body(Map.of("topic", "other", "message", "x"))
                        .post("/tickets"),
                "Gatehouse-Account",
                "required");
        for (String scope : List.of("panel:orders", "staff:read", "staff:decide")) {
            RequestSpecification key = Keys.holding(scope).header("Gatehouse-Account", client.id());
            expect(key.body(Map.of("topic", "other", "message", "x")).post("/tickets"), 403, "forbidden");
        }
        expect(
                Keys.holding("panel:orders")
                        .header("Gatehouse-Account", client.id())
                        .get("/tickets"),
                403,
                "forbidden");
    }

    @Test
    void aResellerReachesItsOwnAccountsAlone() {
        // given
        UUID reseller = UUID.randomUUID();
        UUID rival = UUID.randomUUID();
        Pathway client = Pathway.registered();
        facts.change("update account set reseller_id = '" + reseller + "' where id = $1", client.id());
        UUID endpoint = desk.listen(reseller);
        UUID rivals = desk.listen(rival);
        String write = keys.ofReseller(reseller, "accounts:write", "accounts:read");
        String read = keys.ofReseller(reseller, "accounts:read");
        String foreign = keys.ofReseller(rival, "accounts:write", "accounts:read");
        Map<String, Object> body = Map.of("topic", "other", "message", "Help my client.");

        // when
        String id = as(write, client)
                .body(body)
                .post("/tickets")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as(write, client)
                .body(Map.of("message", "More."))
                .post("/tickets/{id}/messages", id)
                .then()
                .statusCode(201);
        desk.forget(endpoint);
        desk.forget(rivals);

        // then
        as(read, client).get("/tickets/{id}", id).then().statusCode(200);
        as(read, client).get("/tickets").then().body("items.id", contains(id));
        expect(as(read, client).body(body).post("/tickets"), 403, "forbidden");
        expect(as(read, client).body(Map.of("message", "x")).post("/tickets/{id}/messages", id), 403, "forbidden");
        expect(as(foreign, client).body(body).post("/tickets"), 404, "not-found");
        expect(as(foreign, client).get("/tickets"), 404, "not-found");
        expect(as(foreign, client).get("/tickets/{id}", id), 404, "not-found");
        expect(as(foreign, client).body(Map.of("message", "x")).post("/tickets/{id}/messages", id), 404, "not-found");
        assertThat(desk.told(endpoint, id)).hasSize(2);
        assertThat(desk.told(rivals, id)).isEmpty();

        // when it names another account of its own
        Pathway sibling = Pathway.registered();
        facts.change("update account set reseller_id = '" + reseller + "' where id = $1", sibling.id());
        expect(as(write, sibling).get("/tickets/{id}", id), 404, "not-found");
    }

    private static RequestSpecification as(String key, Pathway client) {
        return Keys.with(key).header("Gatehouse-Account", client.id());
    }

    // --- what is refused ---

    @ParameterizedTest
    @CsvSource({
        "topic,   ,                 required",
        "message, ,                 required",
        "message, '  ',             required",
        "message, 'a\u0007b',       malformed",
        "message, 'a\u0000b',       malformed",
        "contactEmail, a@example.org, not-allowed",
    })
    void aBodyThatIsNotGoodIsRefused(String field, @Nullable String text, String code) {
        Pathway client = Pathway.registered();
        Map<String, @Nullable Object> body = new HashMap<>(Map.of("topic", "other", "message", "Help."));
        body.put(field, text);

        invalid(client.call().body(body).post("/tickets"), '/' + field, code);
        assertThat(facts.count("select count(*) from ticket where account_id = $1", client.id()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"topic\":\"none\",\"message\":\"x\"}",
                "{\"topic\":\"OTHER\",\"message\":\"x\"}",
                "{\"topic\":\"other\",\"message\":\"x\",\"colour\":1}",
                "{\"topic\":\"other\",\"message\":{}}",
                "{"
            })
    void aBodyThatCannotBeReadIsRefused(String body) {
        expect(Pathway.registered().call().body(body).post("/tickets"), 400, "malformed-request");
    }

    @Test
    void aMessageIsBoundedInCharacters() {
        Pathway client = Pathway.registered();

        String id = open(client, "other", "😀".repeat(5000))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        invalid(open(client, "other", "x".repeat(5001)), "/message", "too-long");
        say(client, id, "line\nline\tтекст").then().statusCode(201);
        invalid(say(client, id, "x".repeat(5001)), "/message", "too-long");
        invalid(say(client, id, " \n "), "/message", "required");
        assertThat(said(client, id)).containsExactly("😀".repeat(5000), "line\nline\tтекст");
    }

    @Test
    void anAccountWritesSoMuchAnHour() {
        // given
        Pathway client = Pathway.registered();
        String id = opened(client, "other");
        for (int i = 1; i < AN_HOUR; i++) {
            say(client, id, "Message " + i).then().statusCode(201);
        }

        // then
        limited(say(client, id, "One more."), "rate-limited", "ticket-per-account");
        limited(open(client, "kyc_question", "One more."), "rate-limited", "ticket-per-account");
        Pathway other = Pathway.registered();
        opened(other, "other");
        client.call().get("/tickets").then().statusCode(200).body("items.topic", containsInAnyOrder("other"));
    }
}
