package dev.gatehouse.verification;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.kyc.KycCause;
import dev.gatehouse.kyc.KycDesk;
import dev.gatehouse.link.Identifier;
import dev.gatehouse.link.Identifiers;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.screening.CheckChain;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckContext.Client;
import dev.gatehouse.screening.CheckContext.Origin;
import dev.gatehouse.screening.CheckContext.Purchase;
import dev.gatehouse.screening.Decision;
import dev.gatehouse.screening.DecisionRepository;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.Verdict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Screens a client who has just proven phone or mailbox, from the proof of the phone on. The proof stands by then, in a
 * transaction of its own, and nothing here can take it back: what cannot be decided now, the next order asks again.
 */
@ApplicationScoped
public class ProofScreening {
    private static final Logger LOG = Logger.getLogger(ProofScreening.class);

    private final Database database;
    private final CheckChain chain;
    private final DecisionRepository decisions;
    private final Accounts accounts;
    private final KycDesk kyc;
    private final Identifiers identifiers;
    private final Ids ids;
    private final Clock clock;

    ProofScreening(
            Database database,
            CheckChain chain,
            DecisionRepository decisions,
            Accounts accounts,
            KycDesk kyc,
            Identifiers identifiers,
            Ids ids,
            Clock clock) {
        this.database = database;
        this.chain = chain;
        this.decisions = decisions;
        this.accounts = accounts;
        this.kyc = kyc;
        this.identifiers = identifiers;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Screens, and sends to KYC where the decision says so; a block does that too, since what was proven is proven.
     *
     * @param proven the account with its proof
     * @param origin the client's, or {@link Origin#NONE} where somebody else may be at the other end
     * @return the account as it is after that
     */
    public Uni<Account> screen(Account proven, Origin origin) {
        if (!proven.phoneVerified()) {
            return Uni.createFrom().item(proven);
        }
        CheckContext context = new CheckContext(
                ids.next(), Phase.PHONE_VERIFIED, Client.of(proven, clock.instant()), origin, Purchase.NONE);
        return chain.decide(context)
                .flatMap(decision -> decision.verdict() == Verdict.DEFER
                        ? Uni.createFrom().item(proven)
                        : database.inTransaction(tx -> act(tx, proven, context, decision))
                                .invoke(kyc::nudge))
                .onFailure()
                .call(() -> chain.release(context))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "a proof was not screened account=%s decision=%s cause=%s",
                            proven.id(),
                            context.decisionId(),
                            failure.getClass().getSimpleName());
                    return proven;
                });
    }

    private Uni<Account> act(SqlConnection tx, Account proven, CheckContext context, Decision decided) {
        Origin origin = context.origin();
        return accounts.lock(tx, proven.id())
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("the account is gone"))
                .call(account -> identifiers.seen(
                        tx, account.id(), Identifier.seen(origin.address(), origin.userAgent(), origin.device())))
                .flatMap(account -> {
                    Decision decision = decided.under(context.client().kycPassed(), account.kycPassed(clock.instant()));
                    return decisions
                            .record(tx, decision, account.id())
                            .flatMap(recorded -> raises(account, decision.verdict())
                                    ? kyc.require(tx, account, KycCause.of(decision))
                                    : Uni.createFrom().item(account));
                });
    }

    private static boolean raises(Account account, Verdict verdict) {
        return (verdict == Verdict.REVIEW || verdict == Verdict.BLOCK)
                && !account.kyc().blocksOrders();
    }
}
