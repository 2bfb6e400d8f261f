package dev.gatehouse.messaging;

import dev.gatehouse.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** The outbox in PostgreSQL. */
@ApplicationScoped
class MessageOutbox implements Outbox {
    private final MessageStore store;
    private final Envelope envelope;
    private final Ids ids;
    private final Dispatcher dispatcher;

    MessageOutbox(MessageStore store, Envelope envelope, Ids ids, Dispatcher dispatcher) {
        this.store = store;
        this.envelope = envelope;
        this.ids = ids;
        this.dispatcher = dispatcher;
    }

    @Override
    public Uni<UUID> add(SqlConnection tx, Mail mail) {
        UUID id = ids.next();
        return store.insert(
                tx,
                new MessageStore.Entry(
                        id,
                        mail.accountId(),
                        Channel.EMAIL,
                        mail.kind().code(),
                        mail.locale(),
                        envelope.sealRecipient(id, mail.recipient()),
                        envelope.sealValues(id, mail.values()),
                        Duration.ZERO,
                        mail.expiresAt()));
    }

    @Override
    public Uni<UUID> add(SqlConnection tx, Sms sms, Duration heldBack) {
        UUID id = ids.next();
        return store.insert(
                tx,
                new MessageStore.Entry(
                        id,
                        sms.accountId(),
                        Channel.SMS,
                        sms.kind().code(),
                        sms.locale(),
                        envelope.sealRecipient(id, sms.recipient()),
                        envelope.sealValues(id, sms.values()),
                        heldBack,
                        sms.expiresAt()));
    }

    @Override
    public void nudge() {
        dispatcher.wake();
    }
}
