package dev.gatehouse.link;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The links that were found: each once, for both accounts, with its reason, weight and time. */
@ApplicationScoped
public class AccountLinks {
    private static final int MOST_SHOWN = 200;

    private final Database database;
    private final Clock clock;

    AccountLinks(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Keeps links of an account; those that are kept already stay as they are, with the time at which they were found. */
    public Uni<Void> keep(SqlConnection tx, UUID accountId, List<SharedIdentifier> links) {
        if (links.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // In one order, so that two transactions that keep the same links do not wait for each other in a circle.
        return tx.preparedQuery(
                        """
                        insert into account_link (account_id, other_account_id, kind, weight, since) \
                        select least($1, other), greatest($1, other), kind, weight, $5 \
                        from unnest($2::uuid[], $3::text[], $4::int[]) as found (other, kind, weight) \
                        order by 1, 2, 3 on conflict do nothing""")
                .execute(Tuple.of(
                        accountId,
                        links.stream().map(SharedIdentifier::accountId).toArray(UUID[]::new),
                        links.stream().map(link -> link.kind().code()).toArray(String[]::new),
                        links.stream().map(link -> link.kind().weight()).toArray(Integer[]::new),
                        time(clock.instant())))
                .replaceWithVoid();
    }

    /** The accounts that an account is linked to, whichever of them was there first; the newest link first. */
    public Uni<List<AccountLink>> of(UUID accountId) {
        return database.client()
                .preparedQuery(
                        """
                        select other_account_id as linked, kind, weight, since from account_link where account_id = $1 \
                        union all \
                        select account_id, kind, weight, since from account_link where other_account_id = $1 \
                        order by since desc, linked, kind limit\s"""
                                + MOST_SHOWN)
                .execute(Tuple.of(accountId))
                .map(rows -> Rows.all(
                        rows,
                        row -> new AccountLink(
                                row.getUUID("linked"),
                                LinkKind.of(row.getString("kind")),
                                row.getInteger("weight"),
                                row.getOffsetDateTime("since").toInstant())));
    }
}
