package dev.gatehouse.kyc;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Links;
import dev.gatehouse.messaging.Mail;
import dev.gatehouse.messaging.MailKind;
import dev.gatehouse.messaging.Outbox;
import dev.gatehouse.webhook.Event;
import dev.gatehouse.webhook.EventType;
import dev.gatehouse.webhook.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the client by mail, and the panel and resellers by webhook, in the transaction that moves the case. The reason is
 * never told. A mailbox that is not proven gets no mail: it may be anybody's, and the client sees it in {@code nextSteps}.
 */
@ApplicationScoped
class KycNotices {
    private static final Duration LIFETIME = Duration.ofDays(3);

    private final Outbox outbox;
    private final Events events;
    private final OrderedServices services;
    private final Links links;
    private final Clock clock;

    KycNotices(Outbox outbox, Events events, OrderedServices services, Links links, Clock clock) {
        this.outbox = outbox;
        this.events = events;
        this.services = services;
        this.links = links;
        this.clock = clock;
    }

    /** A case was opened. */
    Uni<Void> opened(SqlConnection tx, Account account, KycCase opened) {
        return services.of(tx, account.id())
                .flatMap(ordered -> publish(
                        tx,
                        EventType.KYC_REQUIRED,
                        account,
                        new JsonObject().put("caseId", opened.id().toString()).put("services", ordered)))
                .flatMap(published -> mail(tx, MailKind.KYC_REQUIRED, account, null));
    }

    /** A case was moved. */
    Uni<Void> moved(SqlConnection tx, Account account, KycCase moved, CaseMove move) {
        return switch (move) {
            case SUBMIT -> publish(tx, EventType.KYC_SUBMITTED, account, data(moved));
            case REQUEST_MORE -> mail(tx, MailKind.KYC_MORE_WANTED, account, moved.message());
            case APPROVE ->
                publish(tx, EventType.KYC_APPROVED, account, data(moved))
                        .flatMap(published -> mail(tx, MailKind.KYC_APPROVED, account, null));
            case REJECT, REVOKE ->
                publish(tx, EventType.KYC_REJECTED, account, data(moved))
                        .flatMap(published -> mail(tx, MailKind.KYC_REJECTED, account, null));
            case CLEAR -> cleared(tx, account, moved);
        };
    }

    /** The client is not under KYC any more, though nobody has looked at documents; there may have been no open case. */
    Uni<Void> cleared(SqlConnection tx, Account account, @Nullable KycCase closed) {
        JsonObject data = closed == null ? new JsonObject().put("status", CaseStatus.CLEARED.wireName()) : data(closed);
        return publish(tx, EventType.KYC_APPROVED, account, data)
                .flatMap(published -> mail(tx, MailKind.KYC_CLEARED, account, null));
    }

    /** Wakes the senders after the commit. */
    void nudge() {
        outbox.nudge();
        events.nudge();
    }

    private Uni<Void> publish(SqlConnection tx, EventType type, Account account, JsonObject data) {
        return events.publish(tx, new Event(type, account.id(), account.resellerId(), data));
    }

    private static JsonObject data(KycCase moved) {
        return new JsonObject()
                .put("caseId", moved.id().toString())
                .put("status", moved.status().wireName());
    }

    private Uni<Void> mail(SqlConnection tx, MailKind kind, Account account, @Nullable String message) {
        if (!account.emailVerified() || account.closedAt() != null) {
            return Uni.createFrom().voidItem();
        }
        Map<String, String> values = new HashMap<>();
        String page = links.kyc();
        if (page != null && (kind == MailKind.KYC_REQUIRED || kind == MailKind.KYC_MORE_WANTED)) {
            values.put(Mail.LINK, page);
        }
        if (message != null) {
            values.put(Mail.MESSAGE, message);
        }
        return outbox.add(
                        tx,
                        new Mail(
                                kind,
                                account.id(),
                                account.email(),
                                account.locale(),
                                values,
                                clock.instant().plus(LIFETIME)))
                .replaceWithVoid();
    }
}
