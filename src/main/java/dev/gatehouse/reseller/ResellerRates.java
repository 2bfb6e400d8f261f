package dev.gatehouse.reseller;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.account.ResellerAccounts;
import dev.gatehouse.account.ResellerAccounts.Tally;
import dev.gatehouse.platform.persistence.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of whom a reseller has registered, for staff. */
@ApplicationScoped
public class ResellerRates {
    private static final List<Integer> DAYS = List.of(30, 90);

    private final Database database;
    private final ResellerAccounts accounts;
    private final Clock clock;

    ResellerRates(Database database, ResellerAccounts accounts, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * The rates of the last days (UTC, today among them). Shares are from 0 to 1, and missing where there is nothing to
     * share.
     *
     * @param days how many days
     * @param registered accepted registrations
     * @param refused registrations that the screening has refused
     * @param examined of how many accounts the rest speaks: all that were registered, or the newest {@link
     *     ResellerAccounts#MOST}
     * @param kyc how many came under KYC
     * @param rejected whose KYC was rejected
     * @param suspended which are suspended
     * @param kycRate the share that came under KYC
     * @param fraudRate the share that was rejected or suspended
     * @param refusedRate the share of all registrations that was refused
     */
    @Schema(name = "ResellerRates")
    public record Rates(
            @Schema(examples = "30") int days,
            @Schema(examples = "412") long registered,
            @Schema(examples = "9", description = "Registrations that the screening has refused") long refused,
            @Schema(examples = "412", description = "Of how many accounts the rest speaks: the newest 20,000 at most")
                    long examined,
            @Schema(examples = "33", description = "Came under KYC") long kyc,
            @Schema(examples = "4", description = "Whose KYC was rejected") long rejected,
            @Schema(examples = "3") long suspended,
            @Nullable @Schema(examples = "0.0801", description = "The share that came under KYC") Double kycRate,
            @Nullable @Schema(examples = "0.0146", description = "The share that was rejected or suspended")
                    Double fraudRate,
            @Nullable @Schema(examples = "0.0214", description = "The share of all registrations that was refused")
                    Double refusedRate) {
        static Rates of(int days, long registered, long refused, Tally tally) {
            return new Rates(
                    days,
                    registered,
                    refused,
                    tally.accounts(),
                    tally.kyc(),
                    tally.rejected(),
                    tally.suspended(),
                    share(tally.kyc(), tally.accounts()),
                    share(tally.fraudulent(), tally.accounts()),
                    share(refused, registered + refused));
        }

        /** To four places, since more would only look exact. */
        private static @Nullable Double share(long part, long whole) {
            return whole == 0 ? null : Math.round(10_000.0 * part / whole) / 10_000.0;
        }
    }

    /** The rates over 30 and over 90 days. */
    public Uni<List<Rates>> of(UUID resellerId) {
        Uni<List<Rates>> all = Uni.createFrom().item(List.of());
        for (int days : DAYS) {
            all = all.chain(before -> over(resellerId, days).map(next -> {
                List<Rates> more = new ArrayList<>(before);
                more.add(next);
                return List.copyOf(more);
            }));
        }
        return all;
    }

    private Uni<Rates> over(UUID resellerId, int days) {
        Instant since = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days - 1L));
        return database.client()
                .preparedQuery(
                        """
                        select coalesce(sum(registered), 0)::bigint as registered, \
                        coalesce(sum(refused), 0)::bigint as refused \
                        from reseller_day where reseller_id = $1 and day >= $2""")
                .execute(Tuple.of(resellerId, time(since)))
                .map(rows -> rows.iterator().next())
                .flatMap(row -> accounts.since(resellerId, since).map(tally -> rates(days, row, tally)));
    }

    private static Rates rates(int days, Row row, Tally tally) {
        return Rates.of(days, row.getLong("registered"), row.getLong("refused"), tally);
    }
}
