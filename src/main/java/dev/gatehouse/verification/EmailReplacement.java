package dev.gatehouse.verification;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountContacts;
import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.account.MailTokens;
import dev.gatehouse.account.Sessions;
import dev.gatehouse.messaging.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts another address in the place of an account's at once, for who need not prove it first: staff. */
@ApplicationScoped
public class EmailReplacement {
    private final AccountContacts contacts;
    private final MailTokens tokens;
    private final Sessions sessions;
    private final EmailVerification verification;
    private final EmailNotices notices;
    private final Outbox outbox;

    EmailReplacement(
            AccountContacts contacts,
            MailTokens tokens,
            Sessions sessions,
            EmailVerification verification,
            EmailNotices notices,
            Outbox outbox) {
        this.contacts = contacts;
        this.tokens = tokens;
        this.sessions = sessions;
        this.verification = verification;
        this.notices = notices;
        this.outbox = outbox;
    }

    /**
     * Sets the address, not proven, and sends a link there. All links and sessions end, and the old address is told if it
     * was proven. The caller nudges the outbox after the commit.
     *
     * @param account whose row the transaction has locked
     * @return the account as it is then
     */
    public Uni<Account> replace(SqlConnection tx, Account account, EmailAddress email) {
        return contacts.changeEmail(tx, account.id(), email)
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("the locked account is gone"))
                .call(changed -> tokens.spendAll(tx, changed.id()))
                .call(changed -> sessions.endAll(tx, changed.id()))
                .call(changed -> verification.begin(tx, changed))
                .call(changed -> account.emailVerified()
                        ? outbox.add(tx, notices.changed(account))
                        : Uni.createFrom().voidItem());
    }
}
