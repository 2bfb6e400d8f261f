package dev.gatehouse.kyc;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountRuling;
import dev.gatehouse.account.Accounts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moves a case, and with it the account, and tells of it: in the caller's transaction, which holds the account's lock. */
@ApplicationScoped
class KycMoves {
    private final Accounts accounts;
    private final KycCases cases;
    private final KycNotices notices;
    private final Clock clock;

    KycMoves(Accounts accounts, KycCases cases, KycNotices notices, Clock clock) {
        this.accounts = accounts;
        this.cases = cases;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Moves a case that was read under the lock.
     *
     * @param account the locked account
     * @return the case as it is then; unchanged if the move cannot be made from there
     */
    Uni<KycCase> make(SqlConnection tx, Account account, KycCase before, CaseMove move, Word word) {
        CaseStatus after = CaseMachine.after(before.status(), move);
        if (after == null) {
            return Uni.createFrom().item(before);
        }
        AccountRuling stands = AccountRuling.of(account);
        AccountRuling ruling = ruling(stands, move, now());
        boolean nothingNew = (move == CaseMove.SUBMIT || move == CaseMove.REVOKE) && ruling.equals(stands);
        return rule(tx, account, ruling).flatMap(ruled -> cases.move(tx, before, move, after, word)
                .call(moved -> nothingNew ? Uni.createFrom().voidItem() : notices.moved(tx, ruled, moved, move)));
    }

    /** What a move means for the account. Pure. */
    static AccountRuling ruling(AccountRuling before, CaseMove move, Instant now) {
        return switch (move) {
            case SUBMIT -> before.kycSubmitted();
            case APPROVE -> before.kycPassed(now);
            case REJECT -> before.kycRejected();
            case REQUEST_MORE -> before.kycMoreWanted();
            case CLEAR -> before.kycTakenBack();
            // Who is under KYC again is stopped already, and that case decides.
            case REVOKE ->
                switch (before.kyc()) {
                    case REQUIRED, IN_REVIEW -> before;
                    case NOT_REQUIRED, APPROVED, REJECTED -> before.kycRejected();
                };
        };
    }

    /** Writes a ruling, if it changes something. */
    Uni<Account> rule(SqlConnection tx, Account account, AccountRuling ruling) {
        return ruling.equals(AccountRuling.of(account))
                ? Uni.createFrom().item(account)
                : accounts.rule(tx, account.id(), ruling)
                        .onItem()
                        .ifNull()
                        .failWith(() -> new IllegalStateException("the locked account is gone"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
