package dev.gatehouse.kyc;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountRuling;
import dev.gatehouse.account.KycState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one way under KYC and out of it: account, case, mail and event change in the caller's transaction, which holds the
 * account's lock. Call {@link #nudge()} after its commit.
 */
@ApplicationScoped
public class KycDesk {
    private final KycMoves moves;
    private final KycCases cases;
    private final KycNotices notices;
    private final KycSettings settings;
    private final Clock clock;

    KycDesk(KycMoves moves, KycCases cases, KycNotices notices, KycSettings settings, Clock clock) {
        this.moves = moves;
        this.cases = cases;
        this.notices = notices;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Asks the client for KYC, and tells of it. Where it is asked already, or under review, that case stays and nobody is
     * told again. Whom KYC has rejected the chain leaves so; staff give another try.
     *
     * @return the account as it is then
     */
    public Uni<Account> require(SqlConnection tx, Account account, KycCause cause) {
        if (account.kyc() == KycState.REJECTED && cause.actor().equals(KycCause.CHAIN)) {
            return Uni.createFrom().item(account);
        }
        return moves.rule(tx, account, AccountRuling.of(account).kycRequired()).call(ruled -> cases.open(
                        tx, account.id(), cause, settings.provider())
                .flatMap(opened -> opened == null ? Uni.createFrom().voidItem() : notices.opened(tx, ruled, opened)));
    }

    /**
     * Counts KYC as passed for a year, without a look at documents; an open case is closed. Who was stopped by KYC is told.
     *
     * @return the account as it is then
     */
    public Uni<Account> clear(SqlConnection tx, Account account, String actor) {
        boolean stopped = account.kyc().blocksOrders();
        return moves.rule(
                        tx,
                        account,
                        AccountRuling.of(account).kycPassed(clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .call(ruled -> close(tx, account, actor)
                        .flatMap(closed -> stopped
                                ? notices.cleared(tx, ruled, closed)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<@Nullable KycCase> close(SqlConnection tx, Account account, String actor) {
        return cases.findOpen(tx, account.id())
                .flatMap(open -> open == null
                        ? Uni.createFrom().nullItem()
                        : cases.move(tx, open, CaseMove.CLEAR, CaseStatus.CLEARED, Word.of(actor)));
    }

    /** Wakes the senders, so that what was committed leaves at once. Never fails and never blocks. */
    public void nudge() {
        notices.nudge();
    }
}
