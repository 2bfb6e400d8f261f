package dev.gatehouse.kyc;

import dev.gatehouse.account.Accounts;
import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.platform.persistence.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

/**
 * Takes back what one check has done wrongly: every open case that it alone opened in some time. The clients are as they
 * were before, without a pass: the flag was wrong, and nothing was proven. A case that another check or staff wanted as
 * well stays.
 */
@ApplicationScoped
public class KycUndo {
    private static final Logger LOG = Logger.getLogger(KycUndo.class);

    /** What one call takes back at most; each is a short transaction, so that the call ends within a minute or so. */
    static final int MOST = 5_000;

    private static final int BATCH = 200;
    private static final int AT_ONCE = 4;

    private final Database database;
    private final Accounts accounts;
    private final OpenedByCheck opened;
    private final KycMoves moves;
    private final KycNotices notices;
    private final AuditLog audit;

    KycUndo(
            Database database,
            Accounts accounts,
            OpenedByCheck opened,
            KycMoves moves,
            KycNotices notices,
            AuditLog audit) {
        this.database = database;
        this.accounts = accounts;
        this.opened = opened;
        this.moves = moves;
        this.notices = notices;
        this.audit = audit;
    }

    /**
     * What is taken back.
     *
     * @param check the check that was wrong
     * @param from cases opened from then on
     * @param to and before then
     * @param reason why, for staff
     * @param actor who does it
     */
    public record Order(String check, Instant from, Instant to, String reason, String actor) {
        @Override
        public String toString() {
            return "Order[check=" + check + ", from=" + from + ", to=" + to + ']';
        }
    }

    /**
     * What came of it.
     *
     * @param dryRun whether nothing was changed
     * @param matched open cases of that time to which the check has led
     * @param cleared those that were cleared; in a dry run, that would be
     * @param kept those that another check or staff wanted as well: they stay
     * @param left those that are still to be cleared: over the most of one call, or not to be had just then; call again
     */
    @Schema(name = "KycCleared")
    public record Cleared(
            @Schema(examples = "false") boolean dryRun,
            @Schema(examples = "412") long matched,
            @Schema(examples = "397") long cleared,
            @Schema(examples = "15") long kept,
            @Schema(examples = "0") long left) {}

    /** Looks, and changes nothing. */
    public Uni<Cleared> look(Order order) {
        return opened.count(order)
                .map(count -> new Cleared(
                        true, count.matched(), Math.min(count.alone(), MOST), count.kept(), left(count.alone())));
    }

    private static long left(long alone) {
        return Math.max(0, alone - MOST);
    }

    /** Takes back, account by account, and tells the clients. What fails for one is left, and told in the answer. */
    public Uni<Cleared> clear(Order order) {
        return opened.count(order)
                .flatMap(before -> sweep(order, new OpenedByCheck.Place(order.from(), OpenedByCheck.FIRST), 0, 0)
                        .flatMap(cleared -> opened.count(order)
                                .map(after ->
                                        new Cleared(false, before.matched(), cleared, before.kept(), after.alone()))))
                .call(done -> database.inTransaction(tx -> audit.record(
                        tx,
                        new Act(
                                order.actor(),
                                "kyc.undone",
                                "check:" + order.check(),
                                detail(order)
                                        .put("matched", done.matched())
                                        .put("cleared", done.cleared())
                                        .put("kept", done.kept())
                                        .put("left", done.left())))))
                .invoke(notices::nudge)
                .invoke(done -> LOG.infof(
                        "KYC was undone check=%s matched=%d cleared=%d kept=%d left=%d actor=%s",
                        order.check(), done.matched(), done.cleared(), done.kept(), done.left(), order.actor()));
    }

    private Uni<Long> sweep(Order order, OpenedByCheck.Place after, int seen, long cleared) {
        return opened.next(order, after, Math.min(BATCH, MOST - seen)).flatMap(batch -> {
            if (batch.isEmpty()) {
                return Uni.createFrom().item(cleared);
            }
            return clear(order, batch).flatMap(more -> {
                notices.nudge();
                return sweep(
                        order,
                        OpenedByCheck.Place.of(batch.get(batch.size() - 1)),
                        seen + batch.size(),
                        cleared + more);
            });
        });
    }

    private Uni<Long> clear(Order order, List<KycCase> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUni(found -> database.inTransaction(tx -> clear(tx, order, found))
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "a KYC case could not be cleared case=%s: %s",
                                found.id(), failure.getClass().getSimpleName()))
                        .onFailure()
                        .recoverWithItem(false))
                .merge(AT_ONCE)
                .filter(done -> done)
                .collect()
                .with(Collectors.counting());
    }

    private Uni<Boolean> clear(SqlConnection tx, Order order, KycCase found) {
        return accounts.lock(tx, found.accountId()).flatMap(account -> opened.still(tx, found.id(), order.check())
                .flatMap(current -> account == null || current == null
                        ? Uni.createFrom().item(false)
                        : moves.make(
                                        tx,
                                        account,
                                        current,
                                        CaseMove.CLEAR,
                                        new Word(order.actor(), null, order.reason(), null))
                                .flatMap(moved -> audit.record(
                                        tx,
                                        Act.on(
                                                account.id(),
                                                order.actor(),
                                                "kyc.cleared",
                                                detail(order)
                                                        .put(
                                                                "caseId",
                                                                found.id().toString()))))
                                .replaceWith(true)));
    }

    private static JsonObject detail(Order order) {
        return new JsonObject()
                .put("check", order.check())
                .put("from", order.from().toString())
                .put("to", order.to().toString())
                .put("reason", order.reason());
    }
}
