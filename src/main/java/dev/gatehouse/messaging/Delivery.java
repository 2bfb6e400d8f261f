package dev.gatehouse.messaging;

import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.crypto.UnsealableException;
import dev.gatehouse.platform.outbox.Backoff;
import dev.gatehouse.platform.outbox.Marking;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Sends one claimed row and writes down what became of it. Holds no connection while it waits for the other side. */
@ApplicationScoped
class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private static final Backoff BACKOFF = Backoff.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    private final MessageStore store;
    private final Envelope envelope;
    private final MailTransport mails;
    private final SmsTransport texts;
    private final Sends sends;
    private final RandomSource random;
    private final Clock clock;

    Delivery(
            MessageStore store,
            Envelope envelope,
            MailTransport mails,
            SmsTransport texts,
            Sends sends,
            RandomSource random,
            Clock clock) {
        this.store = store;
        this.envelope = envelope;
        this.mails = mails;
        this.texts = texts;
        this.sends = sends;
        this.random = random;
        this.clock = clock;
    }

    /** Fails only if the database does; the row is then sent again when its lease is over. */
    Uni<Void> deliver(Claimed row) {
        if (row.expired(clock.instant())) {
            return bury(row, "expired");
        }
        return Uni.createFrom()
                .deferred(() -> send(row))
                .onFailure()
                .recoverWithItem(defect -> broken(row, defect))
                .chain(attempt -> settle(row, attempt));
    }

    private Uni<Attempt> send(Claimed row) {
        return switch (row.channel()) {
            case EMAIL ->
                mails.send(
                        row.id(),
                        new Mail(
                                MailKind.valueOf(row.kind().toUpperCase(Locale.ROOT)),
                                row.accountId(),
                                envelope.recipient(row),
                                row.locale(),
                                envelope.values(row),
                                row.expiresAt()));
            case SMS ->
                texts.send(new Sms(
                        SmsKind.valueOf(row.kind().toUpperCase(Locale.ROOT)),
                        Objects.requireNonNull(row.accountId(), "an SMS goes to an account"),
                        envelope.recipient(row),
                        row.locale(),
                        envelope.values(row),
                        row.expiresAt()));
        };
    }

    /** A defect of ours is logged by its class alone, since its message may quote an address; a newer node may know better. */
    private static Attempt broken(Claimed row, Throwable defect) {
        if (defect instanceof UnsealableException) {
            LOG.errorf("message=%s does not open under the secrets of this node", row.id());
            return new Attempt.Failed("unsealable");
        }
        LOG.errorf(
                "message=%s could not be prepared: %s",
                row.id(), defect.getClass().getName());
        return new Attempt.Failed("defect:" + defect.getClass().getSimpleName());
    }

    private Uni<Void> settle(Claimed row, Attempt attempt) {
        if (attempt instanceof Attempt.Delivered delivered) {
            return Marking.persistently(store.sent(row.id(), delivered.gateway()));
        }
        if (attempt instanceof Attempt.Refused refused) {
            return bury(row, refused.error());
        }
        String error = ((Attempt.Failed) attempt).error();
        return Marking.persistently(store.retry(
                row.id(),
                row.attempts(),
                BACKOFF.next(clock.instant(), row.attempts(), random.fraction(), row.expiresAt()),
                error));
    }

    private Uni<Void> bury(Claimed row, String error) {
        return Marking.persistently(store.dead(row.id(), row.attempts(), error))
                .invoke(done -> {
                    if (done) {
                        sends.countDead(row.channel(), row.kind());
                    }
                })
                .replaceWithVoid();
    }
}
