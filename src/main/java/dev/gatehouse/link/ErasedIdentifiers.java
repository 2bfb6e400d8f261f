package dev.gatehouse.link;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.UnsealableException;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What erased accounts were known by, as keyed hashes: they link like the identifiers that they were, so that nobody
 * washes off KYC, a rejection or a suspension by being erased and registering again. Of an account in good standing
 * nothing is kept.
 */
@ApplicationScoped
public class ErasedIdentifiers {
    private static final Logger LOG = Logger.getLogger(ErasedIdentifiers.class);

    private static final String KEEP =
            """
            insert into erased_identifier (kind, mac, account_id, outcome, seen_at, erased_at) \
            select kind, mac, $1, $2, seen_at, $3 \
            from unnest($4::text[], $5::bytea[], $6::timestamptz[]) as kept (kind, mac, seen_at) \
            on conflict do nothing""";

    private static final String SHARED =
            """
            select distinct e.account_id, e.kind, a.imported_at is not null and exists ( \
                select 1 from account seeker where seeker.id = $1 and seeker.imported_at is not null) as shadow \
            from unnest($3::text[], $4::bytea[]) as brought (kind, mac) \
            join erased_identifier e on e.kind = brought.kind and e.mac = brought.mac \
            join account a on a.id = e.account_id \
            where e.account_id <> $1 and e.erased_at > $5 and (e.kind in ('email', 'phone') or e.seen_at > $6) \
            and ($7 or (a.created_at, a.id) < ($2, $1)) limit 50""";

    private final ErasedIdentifierKey key;
    private final AccountLinkSettings settings;
    private final Clock clock;

    ErasedIdentifiers(ErasedIdentifierKey key, AccountLinkSettings settings, Clock clock) {
        this.key = key;
        this.settings = settings;
        this.clock = clock;
    }

    private record Seen(Identifier identifier, Instant at) {}

    /**
     * Wipes what identifies an account whose row is locked.
     *
     * @param standing why it is remembered as hashes, or {@code null} where nothing is
     */
    public Uni<Void> erase(SqlConnection tx, UUID accountId, @Nullable ErasedStanding standing) {
        Uni<Void> kept = standing == null ? Uni.createFrom().voidItem() : keep(tx, accountId, standing);
        return kept.flatMap(any -> tx.preparedQuery("delete from account_identifier where account_id = $1")
                .execute(Tuple.of(accountId))
                .replaceWithVoid());
    }

    private Uni<Void> keep(SqlConnection tx, UUID accountId, ErasedStanding standing) {
        return key.get(tx).flatMap(secret -> of(tx, accountId).flatMap(all -> {
            List<Identifier> identifiers = all.stream().map(Seen::identifier).toList();
            return tx.preparedQuery(KEEP)
                    .execute(Tuple.tuple()
                            .addValue(accountId)
                            .addValue(standing.code())
                            .addValue(time(clock.instant()))
                            .addValue(kinds(identifiers))
                            .addValue(macs(secret, identifiers))
                            .addValue(all.stream().map(one -> time(one.at())).toArray(OffsetDateTime[]::new)))
                    .replaceWithVoid();
        }));
    }

    private static Uni<List<Seen>> of(SqlConnection tx, UUID accountId) {
        return tx.preparedQuery("select kind, value, seen_at from account_identifier where account_id = $1")
                .execute(Tuple.of(accountId))
                .map(rows -> Rows.all(
                        rows,
                        row -> new Seen(
                                new Identifier(LinkKind.of(row.getString("kind")), row.getString("value")),
                                row.getOffsetDateTime("seen_at").toInstant())));
    }

    /** What erased accounts share with the seeker; see {@link AccountFinder}. */
    Uni<List<SharedIdentifier>> find(SqlClient sql, Seeker seeker) {
        List<Identifier> brought = seeker.identifiers();
        if (brought.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Instant now = clock.instant();
        return Uni.createFrom()
                .deferred(() -> key.get(sql))
                .flatMap(secret -> sql.preparedQuery(SHARED)
                        .execute(Tuple.tuple()
                                .addValue(seeker.accountId())
                                .addValue(time(seeker.since()))
                                .addValue(kinds(brought))
                                .addValue(macs(secret, brought))
                                .addValue(time(now.minus(settings.erasedWindow())))
                                .addValue(time(now.minus(settings.window())))
                                .addValue(settings.flagEarlier())))
                .map(rows -> Rows.all(
                        rows,
                        row -> new SharedIdentifier(
                                row.getUUID("account_id"),
                                LinkKind.of(row.getString("kind")),
                                row.getBoolean("shadow"))))
                .onFailure(UnsealableException.class)
                .recoverWithItem(failure -> {
                    LOG.error("the key of erased_identifier does not open: erased accounts are not found");
                    return List.of();
                });
    }

    private static String[] kinds(List<Identifier> identifiers) {
        return identifiers.stream().map(one -> one.kind().code()).toArray(String[]::new);
    }

    private static Buffer[] macs(byte[] secret, List<Identifier> identifiers) {
        return identifiers.stream().map(one -> Rows.bytes(mac(secret, one))).toArray(Buffer[]::new);
    }

    private static byte[] mac(byte[] secret, Identifier identifier) {
        return Digests.hmac(
                secret,
                identifier.kind().code().getBytes(StandardCharsets.UTF_8),
                identifier.value().getBytes(StandardCharsets.UTF_8));
    }
}
