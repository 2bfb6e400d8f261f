package dev.gatehouse.reseller;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.access.ResellerLimits;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimitState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How many registrations of a reseller are accepted on a day (UTC). Counted in PostgreSQL, in the transaction of each
 * registration, so that exactly as many are accepted as the quota says, however many come at once; replays and refusals
 * do not count. Without a reseller there is no quota.
 */
@ApplicationScoped
public class RegistrationQuota {
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;
    private final ResellerLimits limits;
    private final Clock clock;

    RegistrationQuota(Database database, ResellerLimits limits, Clock clock) {
        this.database = database;
        this.limits = limits;
        this.clock = clock;
    }

    /** Fails with {@code 429 rate-limited} where the quota is used up: asked before a registration costs anything. */
    public Uni<Void> check(@Nullable UUID resellerId) {
        if (resellerId == null) {
            return Uni.createFrom().voidItem();
        }
        return database.client()
                .preparedQuery("select registered from reseller_day where reseller_id = $1 and day = $2")
                .execute(Tuple.of(resellerId, time(today())))
                .map(rows -> Rows.first(rows, row -> row.getInteger("registered")))
                .invoke(registered -> {
                    if (registered != null && registered >= limits.registrationsADay()) {
                        throw exceeded();
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Counts an accepted registration; fails with {@code 429 rate-limited} where another one was faster. Locks the
     * reseller's row of the day, so it comes late in the transaction.
     */
    public Uni<Void> accepted(SqlConnection tx, @Nullable UUID resellerId) {
        if (resellerId == null) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(
                        """
                        insert into reseller_day as held (reseller_id, day, registered) values ($1, $2, 1) \
                        on conflict (reseller_id, day) do update set registered = held.registered + 1 \
                        where held.registered < $3""")
                .execute(Tuple.of(resellerId, time(today()), limits.registrationsADay()))
                .invoke(rows -> {
                    if (rows.rowCount() != 1) {
                        throw exceeded();
                    }
                })
                .replaceWithVoid();
    }

    /** Notes that the screening has refused a registration: part of what staff see of a reseller. */
    public Uni<Void> refused(SqlConnection tx, @Nullable UUID resellerId) {
        if (resellerId == null) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(
                        """
                        insert into reseller_day as held (reseller_id, day, refused) values ($1, $2, 1) \
                        on conflict (reseller_id, day) do update set refused = held.refused + 1""")
                .execute(Tuple.of(resellerId, time(today())))
                .replaceWithVoid();
    }

    private Refusal exceeded() {
        Limit limit = new Limit("reseller-registrations", limits.registrationsADay(), DAY);
        return RateLimitState.exceeded(limit, Duration.between(clock.instant(), today().plus(DAY)))
                .refusal();
    }

    private Instant today() {
        return clock.instant().truncatedTo(ChronoUnit.DAYS);
    }
}
