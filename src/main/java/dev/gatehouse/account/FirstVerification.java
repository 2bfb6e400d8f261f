package dev.gatehouse.account;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.webhook.Event;
import dev.gatehouse.webhook.EventType;
import dev.gatehouse.webhook.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Tells the panel and the reseller, once, that an account has proven both its mailbox and its phone. */
@ApplicationScoped
public class FirstVerification {
    private final Events events;
    private final Clock clock;

    FirstVerification(Events events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * Looks whether that is so now, for the first time. To be called in the transaction of each proof, with the account as
     * it is after it.
     */
    public Uni<Void> tell(SqlConnection tx, Account account) {
        if (!account.emailVerified() || !account.phoneVerified()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery("update account set verified_at = $2 where id = $1 and verified_at is null")
                .execute(Tuple.of(account.id(), time(clock.instant())))
                .flatMap(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : events.publish(
                                tx,
                                new Event(
                                        EventType.ACCOUNT_VERIFIED,
                                        account.id(),
                                        account.resellerId(),
                                        new JsonObject())));
    }

    /** To be called after the commit: what was told leaves at once. */
    public void nudge() {
        events.nudge();
    }
}
