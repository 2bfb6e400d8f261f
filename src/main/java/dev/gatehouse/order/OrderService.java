package dev.gatehouse.order;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.kyc.KycCause;
import dev.gatehouse.kyc.KycDesk;
import dev.gatehouse.link.Identifier;
import dev.gatehouse.link.Identifiers;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.idempotency.Idempotency;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.Outcome;
import dev.gatehouse.platform.idempotency.Reservation;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Pipelined;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Places an order: the guard on the account's standing, the checks with no database session open, then one transaction
 * that locks the account, asks the guard again on what is true now, and writes decision, order and answer together.
 */
@ApplicationScoped
class OrderService {
    private static final Duration TO_CONFIRM = Duration.ofMinutes(30);

    private final Database database;
    private final Idempotency idempotency;
    private final Accounts accounts;
    private final KycDesk kyc;
    private final OrderRepository orders;
    private final CheckChain chain;
    private final DecisionRepository decisions;
    private final RescreeningStore rescreenings;
    private final Identifiers identifiers;
    private final OrderEvents events;
    private final Ids ids;
    private final Clock clock;
    private final OrderMetrics metrics;

    OrderService(
            Database database,
            Idempotency idempotency,
            Accounts accounts,
            KycDesk kyc,
            OrderRepository orders,
            CheckChain chain,
            DecisionRepository decisions,
            RescreeningStore rescreenings,
            Identifiers identifiers,
            OrderEvents events,
            Ids ids,
            Clock clock,
            OrderMetrics metrics) {
        this.database = database;
        this.idempotency = idempotency;
        this.accounts = accounts;
        this.kyc = kyc;
        this.orders = orders;
        this.chain = chain;
        this.decisions = decisions;
        this.rescreenings = rescreenings;
        this.identifiers = identifiers;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Who stands behind an order.
     *
     * @param accountId the account
     * @param origin from where the client orders; unknown where the panel acts
     */
    record Buyer(UUID accountId, Origin origin) {}

    /** Places the order, once per key. */
    Uni<Outcome<OrderView>> place(IdempotencyKey key, Buyer buyer, OrderRequest request) {
        if (request.kind().needsService()
                && (request.serviceId() == null || request.serviceId().isBlank())) {
            throw Refusal.invalid("/serviceId", "required", "Name the service that is renewed or upgraded.");
        }
        return idempotency.once(key, request, OrderView.class, reservation -> screen(buyer, request, reservation));
    }

    private Uni<OrderView> screen(Buyer buyer, OrderRequest request, Reservation reservation) {
        return accounts.atHand(buyer.accountId())
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND))
                .invoke(account -> refuseStanding(OrderGuard.standing(account)))
                .flatMap(account -> earlierOrders(account, request).map(any -> context(account, buyer, request, any)))
                .flatMap(context -> chain.decide(context)
                        .flatMap(decision -> database.inTransaction(
                                tx -> accounts.lockOrRefuse(tx, context.accountId()),
                                (tx, account) -> act(tx, account, context, decision, request, reservation)))
                        .invoke(events::nudge)
                        .map(this::answer)
                        .onFailure()
                        .call(() -> chain.release(context)));
    }

    /** Only a renewal may go on for what was ordered before, so nothing else need look. */
    private Uni<Boolean> earlierOrders(Account account, OrderRequest request) {
        return request.kind() == OrderKind.RENEWAL
                ? orders.any(account.id())
                : Uni.createFrom().item(false);
    }

    private void refuseStanding(@Nullable Refusal refusal) {
        if (refusal != null) {
            metrics.count(refusal.code().code());
            throw refusal;
        }
    }

    private CheckContext context(Account account, Buyer buyer, OrderRequest request, boolean earlierOrders) {
        return new CheckContext(
                ids.next(),
                Phase.ORDER,
                Client.of(account, clock.instant()),
                buyer.origin(),
                new Purchase(earlierOrders, request.automatic(), request.kind() == OrderKind.RENEWAL));
    }

    /** What the transaction came to; a refusal is a value, so that its decision is kept. */
    private sealed interface Result {
        record Accepted(OrderView order) implements Result {}

        record Refused(Refusal refusal) implements Result {}
    }

    private Uni<Result> act(
            SqlConnection tx,
            Account account,
            CheckContext context,
            Decision decided,
            OrderRequest request,
            Reservation reservation) {
        Decision decision = decided.under(context.client().kycPassed(), account.kycPassed(clock.instant()));
        Refusal standing = OrderGuard.standing(account);
        if (standing == null && decision.verdict() == Verdict.ALLOW) {
            return accept(tx, context, account, decision, request, reservation);
        }
        return note(tx, context, decision)
                .flatMap(noted -> standing == null
                        ? refuse(tx, account, decision)
                        : Uni.createFrom().item(standing))
                .call(refusal -> events.refused(tx, account, request.kind(), refusal))
                .map(Result.Refused::new);
    }

    private Uni<Void> note(SqlConnection tx, CheckContext context, Decision decision) {
        UUID accountId = context.accountId();
        Origin origin = context.origin();
        return Pipelined.all(
                decisions.record(tx, decision, accountId),
                identifiers.seen(
                        tx, accountId, Identifier.seen(origin.address(), origin.userAgent(), origin.device())));
    }

    private Uni<Result> accept(
            SqlConnection tx,
            CheckContext context,
            Account account,
            Decision decision,
            OrderRequest request,
            Reservation reservation) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        OrderView order = new OrderView(
                ids.next(),
                request.kind(),
                OrderStatus.ACCEPTED,
                request.product(),
                request.quantityOrOne(),
                request.term(),
                request.serviceId(),
                request.reference(),
                request.amount(),
                now,
                now.plus(TO_CONFIRM),
                null);
        Initiator initiator = request.automatic() ? Initiator.AUTOMATIC : Initiator.CLIENT;
        return Pipelined.all(
                        note(tx, context, decision),
                        orders.insert(tx, context.accountId(), decision.id(), initiator, order),
                        decision.owesScreening()
                                ? rescreenings.add(tx, order.id(), context)
                                : Uni.createFrom().voidItem(),
                        reservation.complete(tx, order),
                        events.accepted(tx, account, order))
                .replaceWith(new Result.Accepted(order));
    }

    private Uni<Refusal> refuse(SqlConnection tx, Account account, Decision decision) {
        Uni<Account> acted = decision.verdict() == Verdict.REVIEW
                ? kyc.require(tx, account, KycCause.of(decision))
                : Uni.createFrom().item(account);
        return acted.map(now -> {
            Refusal refusal = OrderGuard.verdict(decision.verdict(), now);
            if (refusal == null) {
                throw new IllegalStateException("an allowed order cannot be refused");
            }
            return refusal;
        });
    }

    private OrderView answer(Result result) {
        if (result instanceof Result.Accepted accepted) {
            metrics.count("accepted");
            return accepted.order();
        }
        Refusal refusal = ((Result.Refused) result).refusal();
        if (refusal.code() == ErrorCode.KYC_REQUIRED) {
            kyc.nudge();
        }
        metrics.count(refusal.code().code());
        throw refusal;
    }
}
