package dev.gatehouse.account;

import dev.gatehouse.webhook.Event;
import dev.gatehouse.webhook.EventType;
import dev.gatehouse.webhook.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells the panel and the reseller, once, that an account has proven both its mailbox and its phone. */
@ApplicationScoped
public class FirstVerification {
    private final AccountContacts contacts;
    private final Events events;

    FirstVerification(AccountContacts contacts, Events events) {
        this.contacts = contacts;
        this.events = events;
    }

    /**
     * Looks whether that is so now, for the first time. To be called in the transaction of each proof, with the account as
     * it is after it.
     */
    public Uni<Void> tell(SqlConnection tx, Account account) {
        if (!account.emailVerified() || !account.phoneVerified()) {
            return Uni.createFrom().voidItem();
        }
        return contacts.firstVerified(tx, account.id())
                .flatMap(first -> first
                        ? events.publish(
                                tx,
                                new Event(
                                        EventType.ACCOUNT_VERIFIED,
                                        account.id(),
                                        account.resellerId(),
                                        new JsonObject()))
                        : Uni.createFrom().voidItem());
    }

    /** To be called after the commit: what was told leaves at once. */
    public void nudge() {
        events.nudge();
    }
}
