package dev.gatehouse.order;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.kyc.KycCause;
import dev.gatehouse.kyc.KycDesk;
import dev.gatehouse.order.RescreeningStore.Claimed;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.screening.CheckChain;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckContext.Client;
import dev.gatehouse.screening.CheckContext.Purchase;
import dev.gatehouse.screening.Decision;
import dev.gatehouse.screening.DecisionRepository;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Screens the orders again that went on although a check could not tell. Any number of nodes do so beside each other. What
 * was sold stays sold, so a block leads where a review does: under KYC, with nothing more to be bought until it is passed.
 */
@ApplicationScoped
class Rescreening {
    private static final Logger LOG = Logger.getLogger(Rescreening.class);
    private static final int BATCH = 20;
    private static final int AT_ONCE = 4;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final String MOOT = "moot";
    private static final String DEFERRED = "deferred";
    private static final String GIVEN_UP = "given_up";

    private final RescreeningStore store;
    private final Accounts accounts;
    private final KycDesk kyc;
    private final CheckChain chain;
    private final DecisionRepository decisions;
    private final Database database;
    private final Ids ids;
    private final Clock clock;
    private final MeterRegistry metrics;

    Rescreening(
            RescreeningStore store,
            Accounts accounts,
            KycDesk kyc,
            CheckChain chain,
            DecisionRepository decisions,
            Database database,
            Ids ids,
            Clock clock,
            MeterRegistry metrics) {
        this.store = store;
        this.accounts = accounts;
        this.kyc = kyc;
        this.chain = chain;
        this.decisions = decisions;
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Scheduled(identity = "rescreening", every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return sweep().onFailure()
                .invoke(failure -> LOG.warnf(
                        "rescreening claimed nothing: %s", failure.getClass().getName()))
                .onFailure()
                .recoverWithNull();
    }

    /** Screens all that is due. A row that fails is left to the end of its lease. */
    Uni<Void> sweep() {
        return store.claim(BATCH, LEASE).flatMap(rows -> Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUni(this::screenSafely)
                .merge(AT_ONCE)
                .collect()
                .last()
                .flatMap(last -> rows.size() < BATCH ? Uni.createFrom().voidItem() : sweep()));
    }

    private Uni<Boolean> screenSafely(Claimed row) {
        return screen(row)
                .invoke(outcome -> metrics.counter("gatehouse.rescreenings", "outcome", outcome)
                        .increment())
                .replaceWith(true)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "rescreening failed order=%s: %s",
                        row.orderId(), failure.getClass().getName()))
                .onFailure()
                .recoverWithItem(false);
    }

    /** What became of it. */
    private Uni<String> screen(Claimed row) {
        return accounts.find(row.accountId())
                .flatMap(account -> closed(account)
                        ? store.end(row, MOOT).replaceWith(MOOT)
                        : chain.decideAgain(context(row, account)).flatMap(decision -> act(row, decision)));
    }

    private static boolean closed(@Nullable Account account) {
        return account == null || account.closedAt() != null;
    }

    private CheckContext context(Claimed row, Account account) {
        return new CheckContext(
                ids.next(),
                Phase.ORDER,
                Client.of(account, clock.instant()),
                row.origin(),
                new Purchase(true, row.automatic(), true));
    }

    private Uni<String> act(Claimed row, Decision decision) {
        return decision.verdict() == Verdict.DEFER
                ? putOff(row)
                : database.inTransaction(tx -> write(tx, row, decision))
                        .invoke(toKyc -> LOG.infof(
                                "rescreening order=%s account=%s decision=%s verdict=%s kyc=%s",
                                row.orderId(),
                                row.accountId(),
                                decision.id(),
                                decision.verdict().code(),
                                toKyc))
                        .invoke(kyc::nudge)
                        .replaceWith(decision.verdict().code());
    }

    private Uni<String> putOff(Claimed row) {
        return store.postpone(row)
                .flatMap(later -> later
                        ? Uni.createFrom().item(DEFERRED)
                        : store.end(row, GIVEN_UP)
                                .invoke(() -> LOG.warnf(
                                        "rescreening given up after a week order=%s account=%s attempts=%d",
                                        row.orderId(), row.accountId(), row.attempts()))
                                .replaceWith(GIVEN_UP));
    }

    /** Whether the account came under KYC by it. */
    private Uni<Boolean> write(SqlConnection tx, Claimed row, Decision decision) {
        return accounts.lock(tx, row.accountId())
                .call(account -> decisions.record(tx, decision, row.accountId()))
                .flatMap(account -> account != null && toKyc(account, decision.verdict())
                        ? kyc.require(tx, account, KycCause.of(decision)).replaceWith(true)
                        : Uni.createFrom().item(false))
                .call(toKyc -> store.end(tx, row, decision.verdict().code(), decision.id())
                        .invoke(ended -> {
                            if (!ended) {
                                throw new IllegalStateException("another has taken it up since");
                            }
                        }));
    }

    /** Asked on what is true now: KYC may have been asked for or passed while the checks ran. */
    private boolean toKyc(Account account, Verdict verdict) {
        if (closed(account) || account.kyc().blocksOrders()) {
            return false;
        }
        return verdict == Verdict.BLOCK || (verdict == Verdict.REVIEW && !account.kycPassed(clock.instant()));
    }
}
