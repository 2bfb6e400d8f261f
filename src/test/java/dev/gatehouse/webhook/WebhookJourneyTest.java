package dev.gatehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.dns.FakeDns;
import dev.gatehouse.messaging.Outages;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Refusals;
import dev.gatehouse.testing.Settings;
import dev.gatehouse.webhook.Hooks.Made;
import dev.gatehouse.webhook.Receiver.Heard;
import dev.gatehouse.webhook.Receiver.Mood;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class WebhookJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Hooks hooks;

    @Inject
    MovableClock clock;

    @Inject
    DeliveryStore store;

    @Inject
    Courier courier;

    @Inject
    Outages outages;

    @Inject
    Vertx vertx;

    @Inject
    WebhookUpkeep upkeep;

    private final Receiver receiver = new Receiver();
    private final UUID account = UUID.randomUUID();

    @AfterEach
    void tidy() {
        hooks.tidy();
        receiver.close();
    }

    @Test
    void anEventArrivesSignedAndIsLogged() {
        Made endpoint = hooks.provider(receiver);

        hooks.publish(
                List.of(new Event(EventType.ORDER_ACCEPTED, account, null, new JsonObject().put("orderId", "0199"))));

        await().atMost(PATIENCE).until(() -> endpoint.state().equals("sent"));
        Heard heard = receiver.about(account).get(0);
        assertThat(Hooks.signers(heard, endpoint.secret())).containsExactly(endpoint.secret());
        assertThat(heard.json().fieldNames()).containsExactlyInAnyOrder("type", "timestamp", "data");
        assertThat(heard.type()).isEqualTo("order.accepted");
        assertThat(heard.json().getInstant("timestamp")).isBeforeOrEqualTo(clock.instant());
        assertThat(heard.json().getJsonObject("data"))
                .isEqualTo(new JsonObject().put("orderId", "0199").put("accountId", account.toString()));
        assertThat(endpoint.delivery())
                .containsEntry("eventId", heard.id())
                .containsEntry("type", "order.accepted")
                .containsEntry("accountId", account.toString())
                .containsEntry("attempts", 1)
                .containsEntry("status", 204)
                .doesNotContainKeys("error", "nextAttemptAt", "deadAt");
        assertThat(receiver.about(account)).hasSize(1);
    }

    @Test
    void onlyWhatWasAskedForArrives() {
        hooks.make(Hooks.STAFF, receiver.url(), List.of("ticket.opened"));

        hooks.publish(List.of(
                new Event(EventType.ORDER_ACCEPTED, account, null, new JsonObject()),
                new Event(EventType.TICKET_OPENED, account, null, new JsonObject())));

        await().atMost(PATIENCE).until(() -> !receiver.about(account).isEmpty());
        assertThat(receiver.about(account)).extracting(Heard::type).containsExactly("ticket.opened");
    }

    @Test
    void aFailureIsTriedAgainUnderTheSameId() {
        Made endpoint = hooks.provider(receiver);
        receiver.be(Mood.FAILING);
        hooks.publish(EventType.KYC_REQUIRED, account, null);
        await().atMost(PATIENCE).until(() -> "status".equals(endpoint.delivery().get("error")));
        assertThat(endpoint.delivery())
                .containsEntry("state", "due")
                .containsEntry("attempts", 1)
                .containsEntry("status", 500)
                .containsKey("nextAttemptAt");

        receiver.be(Mood.GOOD);
        clock.advance(Duration.ofSeconds(10));

        await().atMost(PATIENCE).until(() -> endpoint.state().equals("sent"));
        assertThat(endpoint.delivery()).containsEntry("attempts", 2).containsEntry("status", 204);
        List<Heard> heard = receiver.about(account);
        assertThat(heard).hasSize(2);
        assertThat(heard).extracting(Heard::id).containsOnly(heard.get(0).id());
        assertThat(heard).extracting(Heard::body).containsOnly(heard.get(0).body());
        assertThat(heard.get(1).timestamp()).isGreaterThan(heard.get(0).timestamp());
        assertThat(Hooks.signers(heard.get(1), endpoint.secret())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"HANGING", "REDIRECTING", "FAILING", "HUGE", "DRIPPING"})
    void aReceiverThatMisbehavesHarmsNobodyElse(Mood mood) {
        try (Receiver bad = new Receiver()) {
            bad.be(mood);
            Made failing = hooks.provider(bad);
            hooks.provider(receiver);
            List<UUID> accounts = Stream.generate(UUID::randomUUID).limit(30).toList();

            hooks.publish(accounts.stream()
                    .map(id -> new Event(EventType.ORDER_ACCEPTED, id, null, new JsonObject()))
                    .toList());

            await().atMost(PATIENCE).until(() -> accounts.stream()
                    .allMatch(id -> receiver.about(id).size() == 1));
            assertThat(bad.heard()).allSatisfy(heard -> assertThat(heard.path()).isEqualTo("/hook"));
            if (mood == Mood.HANGING || mood == Mood.DRIPPING) {
                // What is good has overtaken it: it has its own few places and no more.
                assertThat(bad.heard()).hasSizeLessThan(30);
            }
            await().atMost(PATIENCE).until(() -> failing.deliveries().stream()
                    .anyMatch(delivery -> delivery.get("status") != null || "timeout".equals(delivery.get("error"))));
        }
    }

    @Test
    void oneThatFailsAgainAndAgainRests() {
        Made endpoint = hooks.provider(receiver);
        receiver.be(Mood.FAILING);
        List<Event> happened = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            happened.add(new Event(EventType.ORDER_ACCEPTED, UUID.randomUUID(), null, new JsonObject()));
        }

        hooks.publish(happened);

        await().atMost(PATIENCE).until(() -> hooks.row(
                        "select resting_until is not null as rests from webhook_endpoint where id = $1",
                        Tuple.of(endpoint.id()))
                .getBoolean("rests"));
        receiver.be(Mood.GOOD);
        clock.advance(Duration.ofMinutes(10));
        await().atMost(PATIENCE)
                .until(() -> endpoint.deliveries().stream().allMatch(delivery -> "sent".equals(delivery.get("state"))));
        assertThat(hooks.row("select failures from webhook_endpoint where id = $1", Tuple.of(endpoint.id()))
                        .getInteger("failures"))
                .isZero();
    }

    @Test
    void theEventsOfAnAccountKeepTheirOrderWhileOthersGoOn() {
        Made endpoint = hooks.provider(receiver);
        UUID other = UUID.randomUUID();
        receiver.be(account, Mood.FAILING);
        hooks.publish(List.of(
                new Event(EventType.KYC_REQUIRED, account, null, new JsonObject()),
                new Event(EventType.KYC_SUBMITTED, account, null, new JsonObject())));
        await().atMost(PATIENCE).until(() -> receiver.about(account).size() == 1);

        hooks.publish(List.of(
                new Event(EventType.KYC_APPROVED, account, null, new JsonObject()),
                new Event(EventType.ORDER_ACCEPTED, other, null, new JsonObject()),
                new Event(EventType.ORDER_CONFIRMED, other, null, new JsonObject())));
        await().atMost(PATIENCE).until(() -> receiver.about(other).size() == 2);
        assertThat(receiver.about(account)).extracting(Heard::type).containsOnly("kyc.required");

        receiver.be(account, Mood.GOOD);
        clock.advance(Duration.ofMinutes(10));

        await().atMost(PATIENCE)
                .until(() -> endpoint.deliveries().stream().allMatch(delivery -> "sent".equals(delivery.get("state"))));
        assertThat(receiver.about(account).stream().map(Heard::type).distinct())
                .containsExactly("kyc.required", "kyc.submitted", "kyc.approved");
        assertThat(receiver.about(account)).last().satisfies(heard -> assertThat(heard.type())
                .isEqualTo("kyc.approved"));
        assertThat(receiver.about(other)).extracting(Heard::type).containsExactly("order.accepted", "order.confirmed");
    }

    @Test
    void whatIsGivenUpLetsTheNextOneGo() {
        Made endpoint = hooks.provider(receiver);
        receiver.be(Mood.FAILING);
        hooks.publish(EventType.KYC_REQUIRED, account, null);
        await().atMost(PATIENCE).until(() -> receiver.about(account).size() == 1);

        clock.advance(Courier.PATIENCE.plusMinutes(1));

        await().atMost(PATIENCE).until(() -> endpoint.state().equals("dead"));
        assertThat(endpoint.delivery()).containsEntry("attempts", 2).containsKey("deadAt");
        receiver.be(Mood.GOOD);
        hooks.publish(EventType.KYC_SUBMITTED, account, null);
        await().atMost(PATIENCE).until(() -> receiver.about(account).size() == 3);
        assertThat(receiver.about(account)).last().satisfies(heard -> assertThat(heard.type())
                .isEqualTo("kyc.submitted"));
    }

    @Test
    void whatWasGivenUpIsTriedAgainWhenToldTo() {
        Made endpoint = hooks.provider(receiver);
        receiver.be(Mood.FAILING);
        hooks.publish(EventType.KYC_REQUIRED, account, null);
        await().atMost(PATIENCE).until(() -> receiver.about(account).size() == 1);
        clock.advance(Courier.PATIENCE.plusMinutes(1));
        await().atMost(PATIENCE).until(() -> endpoint.state().equals("dead"));
        String event = String.valueOf(endpoint.delivery().get("eventId"));
        assertThat(endpoint.call()
                        .get(endpoint.path() + "/deliveries?state=dead")
                        .jsonPath()
                        .<String>getList("items.eventId"))
                .containsExactly(event);
        receiver.be(Mood.GOOD);

        endpoint.call()
                .post(endpoint.path() + "/deliveries/" + event + "/retry")
                .then()
                .statusCode(200);

        await().atMost(PATIENCE).until(() -> endpoint.state().equals("sent"));
        assertThat(receiver.about(account)).extracting(Heard::id).hasSize(3).containsOnly(event);
        assertThat(endpoint.call()
                        .get(endpoint.path() + "/deliveries?state=dead")
                        .jsonPath()
                        .<String>getList("items"))
                .isEmpty();
        Refusals.invalid(
                endpoint.call().post(endpoint.path() + "/deliveries/" + event + "/retry"), "eventId", "already-sent");
        Refusals.expect(
                endpoint.call().post(endpoint.path() + "/deliveries/" + UUID.randomUUID() + "/retry"),
                404,
                "not-found");
        assertThat(hooks.row(
                                "select count(*)::int as n from audit_entry where subject = $1 and action = $2",
                                Tuple.of("webhook-endpoint:" + endpoint.id(), "webhook-delivery.retried"))
                        .getInteger("n"))
                .isEqualTo(1);
    }

    @Test
    void whatNoAttemptCameToExpires() {
        Made endpoint = hooks.provider(receiver);
        hooks.execute("update webhook_endpoint set disabled_at = now() where id = $1", Tuple.of(endpoint.id()));
        hooks.execute(
                "insert into webhook_delivery (endpoint_id, event_id, account_id, type, payload, next_attempt_at,"
                        + " due_since, created_at) values ($1, $2, $3, 'kyc.required', '{}', now(),"
                        + " now() - interval '4 days', now() - interval '4 days')",
                Tuple.of(endpoint.id(), UUID.randomUUID(), account));

        upkeep.look().await().atMost(PATIENCE);

        assertThat(endpoint.delivery()).containsEntry("state", "dead").containsEntry("error", "expired");
        assertThat(receiver.heard()).isEmpty();
    }

    @Test
    void twoSendersSendOnce() {
        Made endpoint = hooks.provider(receiver);
        WebhookSender second = new WebhookSender(store, courier, outages, vertx);
        WebhookSender third = new WebhookSender(store, courier, outages, vertx);
        List<Event> happened = new ArrayList<>();
        List<UUID> accounts = Stream.generate(UUID::randomUUID).limit(8).toList();
        for (EventType type : List.of(EventType.KYC_REQUIRED, EventType.KYC_SUBMITTED, EventType.KYC_APPROVED)) {
            accounts.forEach(id -> happened.add(new Event(type, id, null, new JsonObject())));
        }

        hooks.publish(happened);
        Parallel.times(8, () -> {
            second.wake();
            third.wake();
            return true;
        });

        await().atMost(PATIENCE).until(() -> {
            second.wake();
            third.wake();
            return endpoint.deliveries().stream().allMatch(delivery -> "sent".equals(delivery.get("state")));
        });
        assertThat(receiver.heard()).extracting(Heard::id).hasSize(24).doesNotHaveDuplicates();
        assertThat(endpoint.deliveries())
                .allSatisfy(delivery -> assertThat(delivery).containsEntry("attempts", 1));
        accounts.forEach(id -> assertThat(receiver.about(id))
                .extracting(Heard::type)
                .containsExactly("kyc.required", "kyc.submitted", "kyc.approved"));
    }

    /** The node was gone before it could mark what it had sent: the row is as its claim left it. */
    @Test
    void aNodeThatDiesAfterSendingIsFollowedByAnotherWithTheSameId() {
        Made endpoint = hooks.provider(receiver);
        hooks.publish(EventType.ORDER_CONFIRMED, account, null);
        await().atMost(PATIENCE).until(() -> endpoint.state().equals("sent"));
        Instant lease = Instant.now(Clock.systemUTC()).plusSeconds(60);
        hooks.execute(
                "update webhook_delivery set state = 'due', sent_at = null, status = null, next_attempt_at = $2"
                        + " where endpoint_id = $1",
                Tuple.of(endpoint.id(), lease.atOffset(java.time.ZoneOffset.UTC)));
        hooks.publish(EventType.ORDER_REFUSED, UUID.randomUUID(), null);
        await().atMost(PATIENCE).until(() -> receiver.heard().size() == 2);
        assertThat(receiver.about(account)).hasSize(1);

        clock.advance(Duration.ofSeconds(70));

        await().atMost(PATIENCE).until(() -> receiver.about(account).size() == 2);
        assertThat(receiver.about(account))
                .extracting(Heard::id)
                .containsOnly(receiver.about(account).get(0).id());
    }

    @Test
    void forADayTwoSecretsSign() {
        Made endpoint = hooks.provider(receiver);
        String next = endpoint.call()
                .post(endpoint.path() + "/secret")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
        assertThat(next).startsWith("whsec_").isNotEqualTo(endpoint.secret());

        hooks.publish(EventType.ORDER_ACCEPTED, account, null);
        await().atMost(PATIENCE).until(() -> receiver.about(account).size() == 1);
        clock.advance(Duration.ofHours(25));
        hooks.publish(EventType.ORDER_CONFIRMED, account, null);
        await().atMost(PATIENCE).until(() -> receiver.about(account).size() == 2);

        Heard both = receiver.about(account).get(0);
        assertThat(both.signature().split(" ")).hasSize(2);
        assertThat(Hooks.signers(both, endpoint.secret(), next)).containsExactly(endpoint.secret(), next);
        Heard one = receiver.about(account).get(1);
        assertThat(one.signature().split(" ")).hasSize(1);
        assertThat(Hooks.signers(one, endpoint.secret(), next)).containsExactly(next);
    }

    @Test
    void whoAnswersGoneIsToldNothingUntilItIsChanged() {
        Made endpoint = hooks.provider(receiver);
        receiver.be(Mood.GONE);
        hooks.publish(EventType.ORDER_ACCEPTED, account, null);
        await().atMost(PATIENCE).until(() -> endpoint.state().equals("dead"));
        endpoint.call().get(endpoint.path()).then().body("disabledAt", org.hamcrest.Matchers.notNullValue());
        hooks.publish(EventType.ORDER_CONFIRMED, account, null);
        assertThat(endpoint.deliveries()).hasSize(1);

        receiver.be(Mood.GOOD);
        endpoint.call()
                .body(Map.of("url", receiver.url(), "events", List.of("order.refused")))
                .put(endpoint.path())
                .then()
                .statusCode(200)
                .body("disabledAt", org.hamcrest.Matchers.nullValue());
        hooks.publish(EventType.ORDER_REFUSED, account, null);

        await().atMost(PATIENCE).until(() -> receiver.about(account).size() == 2);
        assertThat(receiver.about(account)).extracting(Heard::type).containsExactly("order.accepted", "order.refused");
    }

    @Test
    void aResellerHearsOfItsOwnAccountsAlone() {
        UUID reseller = UUID.randomUUID();
        UUID another = UUID.randomUUID();
        try (Receiver theirs = new Receiver()) {
            hooks.make(hooks.resellerKey(reseller, "webhooks:write"), theirs.url(), Hooks.EVERYTHING);
            hooks.provider(receiver);
            UUID ofAnother = UUID.randomUUID();
            UUID ofNobody = UUID.randomUUID();

            hooks.publish(List.of(
                    new Event(EventType.ORDER_ACCEPTED, ofAnother, another, new JsonObject()),
                    new Event(EventType.ORDER_ACCEPTED, ofNobody, null, new JsonObject()),
                    new Event(EventType.TICKET_OPENED, null, null, new JsonObject()),
                    new Event(EventType.ORDER_ACCEPTED, account, reseller, new JsonObject())));

            await().atMost(PATIENCE)
                    .until(() -> theirs.heard().size() == 1 && receiver.heard().size() == 4);
            assertThat(theirs.about(account)).hasSize(1);
            // The same id for each endpoint.
            assertThat(theirs.heard().get(0).id())
                    .isEqualTo(receiver.about(account).get(0).id());
        }
    }

    @Test
    void nothingIsSentToThisNetworkUnlessThatIsAllowed() {
        Made plain = hooks.provider(receiver);
        SsrfGuard strict = new SsrfGuard(
                Settings.of(WebhookSettings.class), FakeDns.hosts(Map.of("inside.example.org", List.of("127.0.0.1"))));
        QuarkusMock.installMockForType(strict, SsrfGuard.class);

        Refusals.invalid(
                Hooks.with(Hooks.STAFF)
                        .body(Map.of("url", receiver.url(), "events", Hooks.EVERYTHING))
                        .post("/webhook-endpoints"),
                "/url",
                "scheme");
        Refusals.invalid(
                Hooks.with(Hooks.STAFF)
                        .body(Map.of("url", "https://127.0.0.1/", "events", Hooks.EVERYTHING))
                        .post("/webhook-endpoints"),
                "/url",
                "address");
        Made named = hooks.make(Hooks.STAFF, "https://inside.example.org/hook", Hooks.EVERYTHING);
        hooks.publish(EventType.ORDER_ACCEPTED, account, null);

        await().atMost(PATIENCE).until(() -> "url".equals(plain.delivery().get("error")));
        await().atMost(PATIENCE).until(() -> "address".equals(named.delivery().get("error")));
        assertThat(receiver.heard()).isEmpty();
    }
}
