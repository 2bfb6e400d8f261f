package dev.gatehouse.account;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** What became of the accounts that a reseller has registered. */
@ApplicationScoped
public class ResellerAccounts {
    /** The most accounts that are looked at: the newest ones. Read from an index alone, this takes tens of milliseconds. */
    public static final int MOST = 20_000;

    private static final String COUNT =
            """
            select count(*) as accounts,
                   count(*) filter (where kyc <> 'not_required') as kyc,
                   count(*) filter (where kyc = 'rejected') as rejected,
                   count(*) filter (where suspended_at is not null) as suspended,
                   count(*) filter (where kyc = 'rejected' or suspended_at is not null) as fraudulent
            from (select kyc, suspended_at from account
                  where reseller_id = $1 and created_at >= $2
                  order by created_at desc limit $3) newest""";

    private final Database database;

    ResellerAccounts(Database database) {
        this.database = database;
    }

    /**
     * How many accounts there are, and how many of them stand how today.
     *
     * @param accounts how many were looked at
     * @param kyc which have come under KYC, whatever became of it
     * @param rejected whose KYC was rejected
     * @param suspended which are suspended
     * @param fraudulent which are rejected or suspended, or both
     */
    public record Tally(long accounts, long kyc, long rejected, long suspended, long fraudulent) {}

    /** Counts the reseller's accounts since then; the newest {@link #MOST} if there are more. */
    public Uni<Tally> since(UUID resellerId, Instant since) {
        return database.client()
                .preparedQuery(COUNT)
                .execute(Tuple.of(resellerId, time(since), MOST))
                .map(rows -> read(rows.iterator().next()));
    }

    private static Tally read(Row row) {
        return new Tally(
                row.getLong("accounts"),
                row.getLong("kyc"),
                row.getLong("rejected"),
                row.getLong("suspended"),
                row.getLong("fraudulent"));
    }
}
