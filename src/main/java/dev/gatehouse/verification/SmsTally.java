package dev.gatehouse.verification;

import static dev.gatehouse.platform.persistence.Rows.time;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Sends and confirmations by hour and dial code: the daily budget, and the breaker against SMS pumping (a flood of
 * codes to numbers that earn somebody money and that nobody ever confirms).
 */
@ApplicationScoped
class SmsTally {
    private static final Duration DAY = Duration.ofDays(1);

    private final Clock clock;

    SmsTally(Clock clock) {
        this.clock = clock;
    }

    /**
     * The last 24 hours.
     *
     * @param sends to everywhere
     * @param unprovenSends to the dial code, for clients whose mailbox is not proven
     * @param confirmed of those, the codes that were typed back
     */
    record Day(long sends, long unprovenSends, long confirmed) {
        /** Whether the dial code's breaker is open for unproven clients. */
        boolean breakerIsOpen(SmsLimits limits) {
            return unprovenSends >= limits.breakerSends()
                    && confirmed * 100 < unprovenSends * limits.breakerConfirmedPercent();
        }
    }

    /** What was sent in the last 24 hours. */
    Uni<Day> day(SqlConnection tx, int dialCode) {
        return tx.preparedQuery(
                        """
                        select coalesce(sum(sends), 0) as sends, \
                        coalesce(sum(unproven_sends) filter (where dial_code = $1), 0) as unproven, \
                        coalesce(sum(confirmed) filter (where dial_code = $1), 0) as confirmed \
                        from sms_tally where hour > $2""")
                .execute(Tuple.of(dialCode, time(clock.instant().minus(DAY))))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Day(row.getLong("sends"), row.getLong("unproven"), row.getLong("confirmed"));
                });
    }

    /** Counts a send. */
    Uni<Void> sent(SqlConnection tx, int dialCode, boolean unproven) {
        return add(tx, dialCode, 1, unproven ? 1 : 0, 0);
    }

    /** Takes back a send that no gateway took. */
    Uni<Void> failed(SqlConnection tx, int dialCode, boolean unproven) {
        return add(tx, dialCode, -1, unproven ? -1 : 0, 0);
    }

    /** Counts a code that an unproven client typed back. */
    Uni<Void> confirmed(SqlConnection tx, int dialCode) {
        return add(tx, dialCode, 0, 0, 1);
    }

    private Uni<Void> add(SqlConnection tx, int dialCode, int sends, int unproven, int confirmed) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        return tx.preparedQuery(
                        """
                        insert into sms_tally as tally (hour, dial_code, sends, unproven_sends, confirmed) \
                        values ($1, $2, $3, $4, $5) on conflict (hour, dial_code) do update set \
                        sends = tally.sends + $3, unproven_sends = tally.unproven_sends + $4, \
                        confirmed = tally.confirmed + $5""")
                .execute(Tuple.of(time(hour), dialCode, sends, unproven, confirmed))
                .replaceWithVoid();
    }
}
