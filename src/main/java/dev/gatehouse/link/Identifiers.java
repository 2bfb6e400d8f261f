package dev.gatehouse.link;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Pipelined;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What identifies accounts: mailboxes and phones from their proof on, devices and addresses as they were seen. Kept apart
 * from the account's present facts, so that who changes the phone after buying does not free it for another account.
 */
@ApplicationScoped
public class Identifiers implements AccountFinder {
    private static final Duration SEEN_IS_NOTED_EVERY = Duration.ofDays(1);

    /**
     * Of each kind the newest 50 rows: behind one address may stand a crowd. The address of those with the same device is
     * looked up for each of them, since it may not be among the newest; {@code offset 0} keeps the planner from going
     * through the crowd instead.
     */
    private static final String SHARED =
            """
            with device as (
                select account_id from account_identifier
                where kind = 'device' and value = $5 and seen_at > $7 order by seen_at desc limit 50
            ), hit as (
                (select account_id, kind from account_identifier
                where kind = 'email' and value = $3 and (given_up_at is null or given_up_at > $8)
                order by seen_at desc limit 50)
                union all
                (select account_id, kind from account_identifier
                where kind = 'phone' and value = $4 and (given_up_at is null or given_up_at > $8)
                order by seen_at desc limit 50)
                union all
                select account_id, 'device' from device
                union all
                (select account_id, kind from account_identifier
                where kind = 'address_browser' and value = $6 and seen_at > $7 order by seen_at desc limit 50)
                union all
                select device.account_id, 'address_browser' from device cross join lateral (
                    select value, seen_at from account_identifier
                    where account_id = device.account_id and kind = 'address_browser' offset 0
                ) at where at.value = $6 and at.seen_at > $7
            )
            select distinct hit.account_id, hit.kind, a.imported_at is not null and exists (
                select 1 from account seeker where seeker.id = $1 and seeker.imported_at is not null) as shadow
            from hit join account a on a.id = hit.account_id
            where a.id <> $1 and ($9 or (a.created_at, a.id) < ($2, $1))
            and (a.email_verified_at is not null or (a.phone_verified_at is not null and a.closed_at is null))""";

    private final Database database;
    private final ErasedIdentifiers erased;
    private final AccountLinkSettings settings;
    private final Clock clock;

    Identifiers(Database database, ErasedIdentifiers erased, AccountLinkSettings settings, Clock clock) {
        this.database = database;
        this.erased = erased;
        this.settings = settings;
        this.clock = clock;
    }

    /** Proven by that account, which holds it from now on. */
    public Uni<Void> proven(SqlConnection tx, UUID accountId, Identifier identifier) {
        return tx.preparedQuery(
                        """
                        insert into account_identifier (account_id, kind, value, seen_at) values ($1, $2, $3, $4) \
                        on conflict (account_id, kind, value) do update \
                        set seen_at = excluded.seen_at, given_up_at = null""")
                .execute(Tuple.of(accountId, identifier.kind().code(), identifier.value(), time(clock.instant())))
                .replaceWithVoid();
    }

    /** Mailboxes that hold as proven, each by the account with the same index. */
    public Uni<Void> mailboxesProven(SqlConnection tx, List<UUID> accounts, List<String> emailKeys) {
        if (accounts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(
                        """
                        insert into account_identifier (account_id, kind, value, seen_at) \
                        select account_id, 'email', value, $3 from unnest($1::uuid[], $2::text[]) as proven (account_id, value) \
                        on conflict (account_id, kind, value) do update \
                        set seen_at = excluded.seen_at, given_up_at = null""")
                .execute(Tuple.of(
                        accounts.toArray(UUID[]::new),
                        emailKeys.stream().map(EmailFold::of).toArray(String[]::new),
                        time(clock.instant())))
                .replaceWithVoid();
    }

    /** The accounts do not hold their mailboxes any more; these count for a while yet. */
    public Uni<Void> mailboxesGivenUp(SqlConnection tx, List<UUID> accounts) {
        if (accounts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(
                        "update account_identifier set given_up_at = $2 where account_id = any($1) and kind = 'email' and given_up_at is null")
                .execute(Tuple.of(accounts.toArray(UUID[]::new), time(clock.instant())))
                .replaceWithVoid();
    }

    /** The account does not hold its mailbox or phone any more; it counts for a while yet. */
    public Uni<Void> givenUp(SqlConnection tx, UUID accountId, LinkKind kind) {
        return tx.preparedQuery(
                        "update account_identifier set given_up_at = $3 where account_id = $1 and kind = $2 and given_up_at is null")
                .execute(Tuple.of(accountId, kind.code(), time(clock.instant())))
                .replaceWithVoid();
    }

    /** Seen with that account; noted once a day. */
    public Uni<Void> seen(SqlConnection tx, UUID accountId, List<Identifier> identifiers) {
        if (identifiers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        return tx.preparedQuery(
                        """
                        insert into account_identifier (account_id, kind, value, seen_at) \
                        select $1, kind, value, $4 from unnest($2::text[], $3::text[]) as seen (kind, value) \
                        on conflict (account_id, kind, value) do update set seen_at = excluded.seen_at \
                        where account_identifier.seen_at < $5""")
                .execute(Tuple.of(
                        accountId,
                        identifiers.stream().map(one -> one.kind().code()).toArray(String[]::new),
                        identifiers.stream().map(Identifier::value).toArray(String[]::new),
                        time(now),
                        time(now.minus(SEEN_IS_NOTED_EVERY))))
                .replaceWithVoid();
    }

    /** Both look-ups leave at once, one behind the other. */
    @Override
    public Uni<List<SharedIdentifier>> find(Seeker seeker) {
        return database.onConnection(
                sql -> Pipelined.both(present(sql, seeker), erased.find(sql, seeker), (found, gone) -> Stream.concat(
                                found.stream(), gone.stream())
                        .toList()));
    }

    private Uni<List<SharedIdentifier>> present(SqlClient sql, Seeker seeker) {
        Map<LinkKind, String> values = new HashMap<>();
        seeker.identifiers().forEach(one -> values.put(one.kind(), one.value()));
        Instant now = clock.instant();
        return sql.preparedQuery(SHARED)
                .execute(Tuple.tuple()
                        .addValue(seeker.accountId())
                        .addValue(time(seeker.since()))
                        .addValue(values.get(LinkKind.EMAIL))
                        .addValue(values.get(LinkKind.PHONE))
                        .addValue(values.get(LinkKind.DEVICE))
                        .addValue(values.get(LinkKind.ADDRESS_BROWSER))
                        .addValue(time(now.minus(settings.window())))
                        .addValue(time(now.minus(settings.givenUpWindow())))
                        .addValue(settings.flagEarlier()))
                .map(rows -> Rows.all(
                        rows,
                        row -> new SharedIdentifier(
                                row.getUUID("account_id"),
                                LinkKind.of(row.getString("kind")),
                                row.getBoolean("shadow"))));
    }
}
