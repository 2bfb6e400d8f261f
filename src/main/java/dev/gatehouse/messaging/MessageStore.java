package dev.gatehouse.messaging;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the outbox. A row is due until it is sent or dead; both wipe the recipient and the payload. A lease is
 * nothing but a later {@code next_attempt_at}, so a node that dies gives its rows back by letting that time pass.
 */
@ApplicationScoped
class MessageStore {
    private static final String INSERT =
            """
            insert into message (id, account_id, channel, kind, locale, recipient, payload, state, next_attempt_at,
                                 expires_at, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, 'due', $8, $9, $10)""";

    private static final String CLAIM =
            """
            with picked as (
                select id from message
                where state = 'due' and next_attempt_at <= $1
                order by next_attempt_at
                limit $2
                for update skip locked)
            update message m set attempts = m.attempts + 1, next_attempt_at = $3
            from picked where m.id = picked.id
            returning m.id, m.account_id, m.channel, m.kind, m.locale, m.recipient, m.payload, m.attempts, m.expires_at""";

    private static final String SENT =
            """
            update message set state = 'sent', gateway = $2, sent_at = $3, last_error = null,
                               attempts = greatest(attempts, 1), recipient = null, payload = null
            where id = $1 and state <> 'sent'""";

    private static final String RETRY =
            """
            update message set next_attempt_at = $3, last_error = $4
            where id = $1 and attempts = $2 and state = 'due'""";

    private static final String DEAD =
            """
            update message set state = 'dead', recipient = null, payload = null,
                               last_error = case when $3 = 'expired' and last_error is not null
                                                 then 'expired,' || last_error else $3 end
            where id = $1 and attempts = $2 and state = 'due'""";

    private static final String NEWEST =
            """
            select channel, state, gateway, last_error, created_at from message
            where account_id = $1 and ($3::text is null or channel = $3)
            order by created_at desc, id desc limit $2""";

    private final Database database;
    private final Clock clock;

    MessageStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a new row holds. */
    record Entry(
            UUID id,
            @Nullable UUID accountId,
            Channel channel,
            String kind,
            String locale,
            Buffer recipient,
            Buffer payload,
            Duration heldBack,
            Instant expiresAt) {}

    Uni<UUID> insert(SqlConnection tx, Entry entry) {
        Instant now = clock.instant();
        return tx.preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addValue(entry.id())
                        .addValue(entry.accountId())
                        .addValue(entry.channel().code())
                        .addValue(entry.kind())
                        .addValue(entry.locale())
                        .addValue(entry.recipient())
                        .addValue(entry.payload())
                        .addValue(Rows.time(now.plus(entry.heldBack())))
                        .addValue(Rows.time(entry.expiresAt()))
                        .addValue(Rows.time(now)))
                .replaceWith(entry.id());
    }

    /** Takes up to that many due rows for the length of the lease; committed when the item arrives. */
    Uni<List<Claimed>> claim(int limit, Duration lease) {
        Instant now = clock.instant();
        return database.client()
                .preparedQuery(CLAIM)
                .execute(Tuple.of(Rows.time(now), limit, Rows.time(now.plus(lease))))
                .map(rows -> Rows.all(rows, MessageStore::read));
    }

    /** Sent, whoever holds the lease by now. */
    Uni<Void> sent(UUID id, String gateway) {
        return update(SENT, Tuple.of(id, gateway, Rows.time(clock.instant()))).replaceWithVoid();
    }

    /** Failed: due again at that time, unless another has taken it up since. */
    Uni<Void> retry(UUID id, int attempts, Instant next, String error) {
        return update(RETRY, Tuple.of(id, attempts, Rows.time(next), error)).replaceWithVoid();
    }

    /** Given up; the item tells whether it was this call that did it, and not another that has taken it up since. */
    Uni<Boolean> dead(UUID id, int attempts, String error) {
        return update(DEAD, Tuple.of(id, attempts, error)).map(count -> count > 0);
    }

    /** The newest messages to an account, by that channel if one is given. */
    Uni<List<MessageHistory.Entry>> newest(UUID accountId, @Nullable Channel channel, int limit) {
        return database.client()
                .preparedQuery(NEWEST)
                .execute(Tuple.of(accountId, limit, channel == null ? null : channel.code()))
                .map(rows -> Rows.all(
                        rows,
                        row -> new MessageHistory.Entry(
                                Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                                row.getString("state"),
                                row.getString("gateway"),
                                row.getString("last_error"),
                                row.getOffsetDateTime("created_at").toInstant())));
    }

    private Uni<Integer> update(String sql, Tuple parameters) {
        return database.client().preparedQuery(sql).execute(parameters).map(rows -> rows.rowCount());
    }

    private static Claimed read(Row row) {
        return new Claimed(
                row.getUUID("id"),
                row.getUUID("account_id"),
                Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                row.getString("kind"),
                row.getString("locale"),
                buffer(row, "recipient"),
                buffer(row, "payload"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static @Nullable Buffer buffer(Row row, String column) {
        io.vertx.mutiny.core.buffer.Buffer buffer = row.getBuffer(column);
        return buffer == null ? null : buffer.getDelegate();
    }
}
