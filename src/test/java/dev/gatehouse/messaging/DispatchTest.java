package dev.gatehouse.messaging;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.util.GreenMail;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.template.Templates;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Neighbours.class)
class DispatchTest {
    private static final String TWILIO = "/2010-04-01/Accounts/AC1/Messages.json";
    private static final String VONAGE = "/sms/json";

    @SuppressWarnings("NullAway.Init") // set by Neighbours
    GreenMail mailServer;

    @SuppressWarnings("NullAway.Init") // set by Neighbours
    WireMockServer gateways;

    @Inject
    Outbox outbox;

    @Inject
    SmsCourier courier;

    @Inject
    MessageStore store;

    @Inject
    Delivery delivery;

    @Inject
    MessagingSettings settings;

    @Inject
    Outages outages;

    @Inject
    Templates templates;

    @Inject
    Vertx vertx;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    MeterRegistry meters;

    private final UUID account = UUID.randomUUID();

    @BeforeEach
    void cleanSlate() throws Exception {
        breakers.resetAll();
        gateways.resetAll();
        mailServer.purgeEmailFromAllMailboxes();
        database.client()
                .preparedQuery("insert into account (id, email, email_key, locale, created_at)"
                        + " values ($1, 'a@example.org', 'a@example.org', 'en', now())")
                .executeAndAwait(Tuple.of(account));
    }

    @Test
    void aMailLeavesInBothFormsAndIsWiped() throws Exception {
        UUID id = add(mail("de", Instant.now(clock).plusSeconds(3600)));

        outbox.nudge();

        await().atMost(Duration.ofSeconds(10)).until(() -> state(id).equals("sent"));
        MimeMessage received = only(mailServer.getReceivedMessages());
        assertThat(received.getSubject()).isEqualTo("Bitte bestätigen Sie Ihre E-Mail-Adresse für Gatehouse");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received.getHeader("Message-ID")).containsExactly("<" + id + "@gatehouse.example>");
        assertThat(received.getAllRecipients()[0]).hasToString("ada@example.org");
        MimeMultipart parts = (MimeMultipart) received.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat((String) parts.getBodyPart(0).getContent()).contains("https://gate.example/verify?token=t");
        assertThat((String) parts.getBodyPart(1).getContent()).contains("href=\"https://gate.example/verify?token=t\"");
        Row row = row(id);
        assertThat(row.getValue("recipient")).isNull();
        assertThat(row.getValue("payload")).isNull();
        assertThat(row.getString("gateway")).isEqualTo("smtp");
        assertThat(row.getInteger("attempts")).isEqualTo(1);
        assertThat(counted("gatehouse.sends", "channel", "email", "kind", "verify_email", "outcome", "sent"))
                .isPositive();
    }

    @Test
    void nothingOfAMailIsReadableInItsRow() {
        UUID id = add(sms(Instant.now(clock).plusSeconds(600)), Duration.ofHours(1));

        Row row = row(id);
        assertThat(new String(row.getBuffer("recipient").getBytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("4915110000001");
        assertThat(new String(row.getBuffer("payload").getBytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("123456");
        bury(id);
    }

    @Test
    void aRolledBackDecisionSendsNothing() {
        UUID[] added = new UUID[1];
        try {
            database.inTransaction(
                            tx -> outbox.add(tx, mail("en", Instant.now(clock).plusSeconds(3600)))
                                    .invoke(id -> added[0] = id)
                                    .map(id -> {
                                        throw new IllegalStateException("decided otherwise");
                                    }))
                    .await()
                    .indefinitely();
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("decided otherwise");
        }

        assertThat(added[0]).isNotNull();
        assertThat(rows(added[0])).isEmpty();
    }

    @Test
    void aStoppedMailServerDelaysAndLosesNothing() {
        mailServer.stop();
        UUID id = add(mail("en", Instant.now(clock).plusSeconds(3600)));
        outbox.nudge();

        await().atMost(Duration.ofSeconds(15)).until(() -> "smtp:unreachable".equals(row(id).getString("last_error")));
        assertThat(state(id)).isEqualTo("due");
        assertThat(row(id).getOffsetDateTime("next_attempt_at").toInstant()).isAfter(Instant.now(clock));

        mailServer.start();
        makeDue(id);
        outbox.nudge();

        await().atMost(Duration.ofSeconds(15)).until(() -> state(id).equals("sent"));
        assertThat(mailServer.getReceivedMessages()).hasSize(1);
        assertThat(row(id).getString("last_error")).isNull();
    }

    @Test
    void severalDispatchersAtOnceSendEachMailOnce() throws Exception {
        int count = 60;
        List<UUID> ids = database.inTransaction(tx -> {
                    List<io.smallrye.mutiny.Uni<UUID>> adds = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        adds.add(outbox.add(tx, mail("en", Instant.now(clock).plusSeconds(3600))));
                    }
                    return io.smallrye.mutiny.Uni.join()
                            .all(adds)
                            .usingConcurrencyOf(1)
                            .andFailFast();
                })
                .await()
                .indefinitely();
        Dispatcher second = new Dispatcher(store, delivery, settings, outages, templates, vertx);
        Dispatcher third = new Dispatcher(store, delivery, settings, outages, templates, vertx);

        outbox.nudge();
        second.wake();
        third.wake();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> ids.stream().allMatch(id -> state(id).equals("sent")));
        List<String> messageIds = new ArrayList<>();
        for (MimeMessage message : mailServer.getReceivedMessages()) {
            messageIds.add(message.getMessageID());
        }
        assertThat(messageIds).hasSize(count).doesNotHaveDuplicates();
    }

    @Test
    void anExpiredMailGoesDeadUnsentAndIsWiped() {
        UUID id = add(mail("en", Instant.now(clock).minusSeconds(1)));

        outbox.nudge();

        await().atMost(Duration.ofSeconds(10)).until(() -> state(id).equals("dead"));
        assertThat(row(id).getString("last_error")).isEqualTo("expired");
        assertThat(row(id).getValue("recipient")).isNull();
        assertThat(row(id).getValue("payload")).isNull();
        assertThat(mailServer.getReceivedMessages()).isEmpty();
    }

    @Test
    void aLeaseThatRanOutIsTakenUpAgain() {
        UUID id = add(mail("en", Instant.now(clock).plusSeconds(3600)), Duration.ofHours(1));
        makeDue(id);
        await().atMost(Duration.ofSeconds(10)).until(() -> state(id).equals("sent"));
        assertThat(mailServer.getReceivedMessages()).hasSize(1);
    }

    @Test
    void theRequestSendsItsSmsItselfAndTheDispatcherDoesNot() {
        gateways.stubFor(post(TWILIO).willReturn(created().withBody("{\"sid\":\"SM1\",\"status\":\"queued\"}")));
        Sms sms = sms(Instant.now(clock).plusSeconds(600));
        UUID id = add(sms, Duration.ofSeconds(30));
        outbox.nudge();

        SmsOutcome outcome = courier.sendNow(id, sms).await().atMost(Duration.ofSeconds(15));

        assertThat(outcome).isEqualTo(new SmsOutcome.Sent("twilio"));
        assertThat(state(id)).isEqualTo("sent");
        assertThat(row(id).getValue("payload")).isNull();
        gateways.verify(1, postRequestedFor(urlPathEqualTo(TWILIO)));
        gateways.verify(0, postRequestedFor(urlPathEqualTo(VONAGE)));
    }

    @Test
    void anSmsThatNobodyTakesIsDeadAndSaysWhy() {
        gateways.stubFor(post(TWILIO).willReturn(aResponse().withStatus(400).withBody("{\"code\":21211}")));
        gateways.stubFor(post(VONAGE).willReturn(aResponse().withStatus(503)));
        Sms sms = sms(Instant.now(clock).plusSeconds(600));
        UUID id = add(sms, Duration.ofSeconds(30));

        assertThat(courier.sendNow(id, sms).await().atMost(Duration.ofSeconds(15)))
                .isEqualTo(new SmsOutcome.Unavailable());

        assertThat(state(id)).isEqualTo("dead");
        assertThat(row(id).getString("last_error")).isEqualTo("twilio:21211,vonage:503");
        assertThat(counted("gatehouse.sends", "gateway", "twilio", "outcome", "refused"))
                .isPositive();
        assertThat(counted("gatehouse.sends", "gateway", "vonage", "outcome", "failed"))
                .isPositive();
        assertThat(counted("gatehouse.dead.letters", "channel", "sms", "kind", "verification_code"))
                .isPositive();
        assertThat(row(id).getValue("recipient")).isNull();
    }

    @Test
    void anSmsWhoseRequestDiedIsSentByTheDispatcher() {
        gateways.stubFor(
                post(TWILIO).willReturn(aResponse().withFixedDelay(6_000).withStatus(201)));
        gateways.stubFor(post(VONAGE).willReturn(okJson("{\"messages\":[{\"status\":\"0\",\"message-id\":\"1\"}]}")));
        UUID id = add(sms(Instant.now(clock).plusSeconds(600)), Duration.ZERO);

        outbox.nudge();

        await().atMost(Duration.ofSeconds(20)).until(() -> state(id).equals("sent"));
        assertThat(row(id).getString("gateway")).isEqualTo("vonage");
    }

    private UUID add(Mail mail) {
        return database.inTransaction(tx -> outbox.add(tx, mail)).await().indefinitely();
    }

    /** As if it had been claimed by a node that died: the lease is what holds it back. */
    private UUID add(Mail mail, Duration lease) {
        UUID id = database.inTransaction(tx -> outbox.add(tx, mail).call(added -> tx.preparedQuery(
                                "update message set attempts = 1, next_attempt_at = $2 where id = $1")
                        .execute(Tuple.of(added, Instant.now(clock).plus(lease).atOffset(ZoneOffset.UTC)))))
                .await()
                .indefinitely();
        assertThat(state(id)).isEqualTo("due");
        return id;
    }

    private UUID add(Sms sms, Duration heldBack) {
        return database.inTransaction(tx -> outbox.add(tx, sms, heldBack))
                .await()
                .indefinitely();
    }

    private Mail mail(String locale, Instant expiresAt) {
        return new Mail(
                MailKind.VERIFY_EMAIL,
                account,
                "ada@example.org",
                locale,
                Map.of(Mail.LINK, "https://gate.example/verify?token=t", Mail.REGISTERED_FROM, "203.0.113.7"),
                expiresAt);
    }

    private Sms sms(Instant expiresAt) {
        return new Sms(
                SmsKind.VERIFICATION_CODE, account, "+4915110000001", "en", Map.of(Sms.CODE, "123456"), expiresAt);
    }

    private void makeDue(UUID id) {
        database.client()
                .preparedQuery("update message set next_attempt_at = $2 where id = $1")
                .executeAndAwait(Tuple.of(id, Instant.now(clock).atOffset(ZoneOffset.UTC)));
    }

    private void bury(UUID id) {
        database.client().preparedQuery("delete from message where id = $1").executeAndAwait(Tuple.of(id));
    }

    private String state(UUID id) {
        return row(id).getString("state");
    }

    private Row row(UUID id) {
        return rows(id).get(0);
    }

    private List<Row> rows(UUID id) {
        List<Row> rows = new ArrayList<>();
        database.client()
                .preparedQuery("select * from message where id = $1")
                .executeAndAwait(Tuple.of(id))
                .forEach(rows::add);
        return rows;
    }

    private double counted(String name, String... tags) {
        return meters.find(name).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static MimeMessage only(MimeMessage[] messages) {
        assertThat(Arrays.asList(messages)).hasSize(1);
        return messages[0];
    }
}
