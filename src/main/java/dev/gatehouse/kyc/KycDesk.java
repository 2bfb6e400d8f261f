package dev.gatehouse.kyc;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountRuling;
import dev.gatehouse.account.Accounts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * The one way under KYC and out of it: account, case, mail and event change in the caller's transaction, which holds the
 * account's lock.
 */
@ApplicationScoped
public class KycDesk {
    private final Accounts accounts;
    private final KycCases cases;
    private final KycSettings settings;
    private final Clock clock;

    KycDesk(Accounts accounts, KycCases cases, KycSettings settings, Clock clock) {
        this.accounts = accounts;
        this.cases = cases;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Asks the client for KYC. Where it is asked already, or under review, that case stays.
     *
     * @return the account as it is then
     */
    public Uni<Account> require(SqlConnection tx, Account account, KycCause cause) {
        return rule(tx, account, AccountRuling.of(account).kycRequired())
                .call(ruled -> cases.open(tx, account.id(), cause, settings.provider()));
    }

    /**
     * Counts KYC as passed for a year, without a look at documents; an open case is closed.
     *
     * @return the account as it is then
     */
    public Uni<Account> clear(SqlConnection tx, Account account, String actor) {
        return rule(
                        tx,
                        account,
                        AccountRuling.of(account).kycPassed(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .call(ruled -> cases.clearOpen(tx, account.id(), actor));
    }

    private Uni<Account> rule(SqlConnection tx, Account account, AccountRuling ruling) {
        return ruling.equals(AccountRuling.of(account))
                ? Uni.createFrom().item(account)
                : accounts.rule(tx, account.id(), ruling)
                        .onItem()
                        .ifNull()
                        .failWith(() -> new IllegalStateException("the locked account is gone"));
    }
}
