package dev.gatehouse.ticket;

import static dev.gatehouse.testing.Keys.staff;
import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.ticket.Desk.answer;
import static dev.gatehouse.ticket.Desk.close;
import static dev.gatehouse.ticket.Desk.open;
import static dev.gatehouse.ticket.Desk.opened;
import static dev.gatehouse.ticket.Desk.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.sandbox.Message;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Keys;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Staff's side of the desk. */
@QuarkusTest
class StaffTicketsTest {
    @Inject
    Desk desk;

    @Inject
    Facts facts;

    @Test
    void staffSeeWhatWasSaidAndWhoseItIs() {
        // given
        Pathway client = Pathway.active();
        String id = opened(client, "kyc_question");
        answer(id, "Which one?").then().statusCode(201);

        // then
        staff().get("/staff/tickets/{id}", id)
                .then()
                .statusCode(200)
                .body("ticket.id", equalTo(id))
                .body("ticket.accountId", equalTo(client.id().toString()))
                .body("ticket.lastMessageBy", equalTo("staff"))
                .body("ticket", not(hasKey("contactEmail")))
                .body("account.id", equalTo(client.id().toString()))
                .body("account.phone", equalTo(client.phone()))
                .body("account.status", equalTo("active"))
                .body("$", not(hasKey("contactAccount")))
                .body("messages.text", contains("Please help.", "Which one?"))
                .body("messages[0].actor", equalTo("account:" + client.id()))
                .body("messages[1].actor", startsWith("key:"))
                .body("sms", empty());
        staff().get("/staff/accounts/{id}", client.id())
                .then()
                .statusCode(200)
                .body("tickets.id", contains(id))
                .body("tickets[0].topic", equalTo("kyc_question"))
                .body("tickets[0].status", equalTo("open"));
        expect(staff().get("/staff/tickets/{id}", UUID.randomUUID()), 404, "not-found");
    }

    @Test
    void troubleWithSmsShowsWhatTheGatewaysSaid() {
        // given an SMS that was sent, and one that no gateway took
        Pathway client = Pathway.withEmail();
        client.sendCode().then().statusCode(202);
        facts.change(
                "insert into message (id, account_id, channel, kind, locale, state, next_attempt_at, expires_at,"
                        + " last_error, created_at) values (gen_random_uuid(), $1, 'sms', 'code', 'en', 'dead', now(), now(),"
                        + " 'twilio:timeout,vonage:timeout', now() + interval '1 minute')",
                client.id());

        // when
        String id = opened(client, "sms_not_received");

        // then
        staff().get("/staff/tickets/{id}", id)
                .then()
                .body("sms", hasSize(2))
                .body("sms[0].state", equalTo("dead"))
                .body("sms[0].error", equalTo("twilio:timeout,vonage:timeout"))
                .body("sms[0]", not(hasKey("gateway")))
                .body("sms[1].state", equalTo("sent"))
                .body("sms[1].gateway", equalTo("twilio"))
                .body("sms[1].createdAt", notNullValue());
    }

    @Test
    void theDeskIsFilteredAndPaged() {
        // given
        Pathway client = Pathway.registered();
        String closed = opened(client, "order_blocked");
        close(closed);
        String open = opened(client, "order_blocked");
        String other = opened(client, "kyc_question");

        // then (tickets of other tests may stand between)
        assertThat(listed("status=open&topic=order_blocked")).contains(open).doesNotContain(closed, other);
        assertThat(listed("status=closed")).contains(closed).doesNotContain(open, other);
        assertThat(listed("topic=order_blocked"))
                .containsSubsequence(open, closed)
                .doesNotContain(other);
        assertThat(listed("")).containsSubsequence(other, open, closed);
        Response first = staff().get("/staff/tickets?topic=order_blocked&limit=1");
        assertThat(staff().queryParam("cursor", first.<String>path("nextCursor"))
                        .get("/staff/tickets?topic=order_blocked&limit=1")
                        .<String>path("items[0].id"))
                .isEqualTo(closed);
        assertThat(first.<String>path("items[0].id")).isEqualTo(open);
        invalid(staff().get("/staff/tickets?status=waiting"), "status", "malformed");
        invalid(staff().get("/staff/tickets?topic=none"), "topic", "malformed");
        invalid(staff().get("/staff/tickets?limit=201"), "limit", "out-of-range");
    }

    private static List<String> listed(String query) {
        return staff().get("/staff/tickets?limit=200&" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.id", String.class);
    }

    // --- answers ---

    @Test
    void theAnswerGoesToAProvenMailbox() {
        // given
        Pathway client = Pathway.withEmail();
        String id = opened(client, "other");

        // when
        answer(id, "Try again & tell us.\nYours").then().statusCode(201).body("author", equalTo("staff"));

        // then
        Message mail = ticketMail(client);
        assertThat(mail.text()).contains("Try again & tell us.\n", "Yours\n", "please sign in");
        assertThat(mail.link()).isNull();
        assertThat(Desk.said(client, id)).containsExactly("Please help.", "Try again & tell us.\nYours");
        assertThat(desk.acts(id)).singleElement().satisfies(act -> assertThat(act)
                .startsWith("ticket.replied {")
                .contains("\"accountId\":\"" + client.id() + '"', "\"topic\":\"other\"")
                .doesNotContain("Try", "Yours", "@"));
    }

    @Test
    void aMailboxThatIsNotProvenHearsOnlyThatThereIsAnAnswer() {
        // given
        Pathway client = Pathway.fresh();
        Map<String, Object> body = new HashMap<>(client.registration());
        body.put("locale", "ru");
        client.register(body).then().statusCode(201);
        client.signIn(Pathway.PASSWORD);
        String id = opened(client, "other");

        // when
        answer(id, "Your secret is 4711.").then().statusCode(201);

        // then
        Message mail = ticketMail(client);
        assertThat(mail.subject()).isEqualTo("Получен ответ на ваше обращение в Gatehouse");
        assertThat(mail.text()).contains("войдите в аккаунт").doesNotContain("4711");
        assertThat(Desk.said(client, id)).containsExactly("Please help.", "Your secret is 4711.");
    }

    private static Message ticketMail(Pathway client) {
        return SandboxMessages.await(client.email(), message -> {
            String subject = String.valueOf(message.subject());
            return subject.startsWith("Your request") || subject.startsWith("Получен ответ");
        });
    }

    @Test
    void anAnswerIsGivenOncePerKey() {
        Pathway client = Pathway.withEmail();
        String id = opened(client, "other");
        Map<String, Object> body = Map.of("message", "Once.");

        List<Response> answers = java.util.stream.Stream.generate(
                        () -> staff().header("Idempotency-Key", id).body(body).post("/staff/tickets/{id}/messages", id))
                .limit(2)
                .toList();

        assertThat(answers).extracting(Response::statusCode).containsOnly(201);
        assertThat(answers.get(1).header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answers.get(1).asString()).isEqualTo(answers.get(0).asString());
        assertThat(Desk.said(client, id)).containsExactly("Please help.", "Once.");
        assertThat(desk.acts(id)).hasSize(1);
        assertThat(facts.count(
                        "select count(*) from message where account_id = $1 and kind = 'ticket_replied'", client.id()))
                .isEqualTo(1);
    }

    @Test
    void whoseAccountIsClosedGetsNoMail() {
        Pathway client = Pathway.withEmail();
        String id = opened(client, "other");
        facts.change("update account set closed_at = now() where id = $1", client.id());

        answer(id, "Goodbye.").then().statusCode(201);

        assertThat(facts.count(
                        "select count(*) from message where account_id = $1 and kind = 'ticket_replied'", client.id()))
                .isZero();
    }

    // --- closing ---

    @Test
    void aTicketIsClosedOnceAndAnsweredAfterwards() {
        // given
        Pathway client = Pathway.registered();
        String id = opened(client, "other");

        // when
        List<String> closed = Parallel.times(4, () -> staff().post("/staff/tickets/{id}/close", id)
                .then()
                .statusCode(200)
                .body("status", equalTo("closed"))
                .extract()
                .path("closedAt"));

        // then
        assertThat(closed.stream().distinct()).hasSize(1);
        assertThat(desk.acts(id)).singleElement().satisfies(act -> assertThat(act)
                .startsWith("ticket.closed {"));
        answer(id, "One last word.").then().statusCode(201);
        staff().get("/staff/tickets/{id}", id).then().body("ticket.status", equalTo("closed"));
        open(client, "other", "Anew.").then().statusCode(201).body("id", not(equalTo(id)));
        expect(staff().post("/staff/tickets/{id}/close", UUID.randomUUID()), 404, "not-found");
    }

    @Test
    void nothingIsLostWhenAClientWritesWhileStaffClose() {
        for (int round = 0; round < 5; round++) {
            Pathway client = Pathway.registered();
            String id = opened(client, "other");
            List<Integer> answers = Parallel.times(2, new java.util.concurrent.Callable<Integer>() {
                private final java.util.concurrent.atomic.AtomicInteger turn =
                        new java.util.concurrent.atomic.AtomicInteger();

                @Override
                public Integer call() {
                    return turn.getAndIncrement() == 0
                            ? staff().post("/staff/tickets/{id}/close", id).statusCode()
                            : open(client, "other", "Wait!").statusCode();
                }
            });

            assertThat(answers).contains(200);
            assertThat(facts.count(
                            "select count(*) from ticket_message m join ticket t on t.id = m.ticket_id"
                                    + " where t.account_id = $1 and m.text = 'Wait!'",
                            client.id()))
                    .isEqualTo(1);
            // A new ticket was opened if, and only if, the first was closed before.
            long tickets = facts.count("select count(*) from ticket where account_id = $1", client.id());
            assertThat(tickets).isEqualTo(answers.contains(201) ? 2 : 1);
        }
    }

    // --- who may ---

    @Test
    void onlyStaffWithTheScopeGetIn() {
        Pathway client = Pathway.registered();
        String id = opened(client, "other");
        Map<String, Object> body = Map.of("message", "x");

        expect(client.call().get("/staff/tickets"), 403, "forbidden");
        expect(client.call().get("/staff/tickets/{id}", id), 403, "forbidden");
        expect(client.call().body(body).post("/staff/tickets/{id}/messages", id), 403, "forbidden");
        expect(client.call().post("/staff/tickets/{id}/close", id), 403, "forbidden");
        expect(client.anonymous().get("/staff/tickets"), 401, "unauthenticated");
        expect(client.anonymous().post("/staff/tickets/{id}/close", id), 401, "unauthenticated");
        expect(Keys.holding("staff:read").body(body).post("/staff/tickets/{id}/messages", id), 403, "forbidden");
        expect(Keys.holding("staff:read").post("/staff/tickets/{id}/close", id), 403, "forbidden");
        expect(Keys.holding("panel:accounts").get("/staff/tickets"), 403, "forbidden");
        expect(Keys.holding("staff:decide").get("/staff/tickets/{id}", id), 403, "forbidden");
        Keys.holding("staff:read").get("/staff/tickets").then().statusCode(200);
        Keys.holding("staff:decide")
                .body(body)
                .post("/staff/tickets/{id}/messages", id)
                .then()
                .statusCode(201);
        say(client, id, "Thanks.").then().statusCode(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"message\":\"\"}", "{\"message\":\" \"}"})
    void anAnswerThatSaysNothingIsRefused(String body) {
        String id = opened(Pathway.registered(), "other");

        invalid(staff().body(body).post("/staff/tickets/{id}/messages", id), "/message", "required");
        expect(staff().body("{\"text\":\"x\"}").post("/staff/tickets/{id}/messages", id), 400, "malformed-request");
        expect(
                staff().body(Map.of("message", "x")).post("/staff/tickets/{id}/messages", UUID.randomUUID()),
                404,
                "not-found");
        assertThat(desk.acts(id)).isEmpty();
    }
}
