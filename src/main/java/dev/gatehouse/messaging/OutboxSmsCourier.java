package dev.gatehouse.messaging;

import dev.gatehouse.platform.outbox.Marking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends through the gateways and marks the row that the request's transaction has put in the outbox. A timeout goes off
 * on a thread of its own; the outcome comes back on the caller's context.
 */
@ApplicationScoped
class OutboxSmsCourier implements SmsCourier {
    /** The row is held back: nobody has claimed it yet, and if somebody has, it is theirs to bury. */
    private static final int UNCLAIMED = 0;

    private final SmsTransport transport;
    private final MessageStore store;
    private final Sends sends;
    private final Outages outages;

    OutboxSmsCourier(SmsTransport transport, MessageStore store, Sends sends, Outages outages) {
        this.transport = transport;
        this.store = store;
        this.sends = sends;
        this.outages = outages;
    }

    @Override
    public Uni<SmsOutcome> sendNow(UUID messageId, Sms sms) {
        return Uni.createFrom().deferred(() -> {
            Uni<SmsOutcome> outcome = transport.send(sms).chain(attempt -> settle(messageId, sms, attempt));
            Context caller = Vertx.currentContext();
            return caller == null ? outcome : outcome.emitOn(task -> caller.runOnContext(ignored -> task.run()));
        });
    }

    private Uni<SmsOutcome> settle(UUID id, Sms sms, Attempt attempt) {
        if (attempt instanceof Attempt.Delivered delivered) {
            return Marking.persistently(store.sent(id, delivered.gateway()))
                    .onFailure()
                    .recoverWithItem(this::unmarked)
                    .replaceWith(new SmsOutcome.Sent(delivered.gateway()));
        }
        String error =
                attempt instanceof Attempt.Refused refused ? refused.error() : ((Attempt.Failed) attempt).error();
        return Marking.persistently(store.dead(id, UNCLAIMED, error))
                .invoke(done -> {
                    if (done) {
                        sends.countDead(Channel.SMS, sms.kind().code());
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(this::unmarked)
                .replaceWith(new SmsOutcome.Unavailable());
    }

    /** What the gateways said stays true without the mark; the dispatcher will take the row up once more. */
    private @Nullable Void unmarked(Throwable failure) {
        outages.failed(Outages.OUTBOX, failure.getClass().getSimpleName());
        return null;
    }
}
