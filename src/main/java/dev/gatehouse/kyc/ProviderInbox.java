package dev.gatehouse.kyc;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.minfraud.FraudTag;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.screening.FraudFeedback;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Moves cases by what providers tell, under the account's lock, in the order of the provider's clock.
 *
 * <p>Events of the same instant are taken in the order of their arrival; the machine keeps what is worse or final. Only an
 * event that could be heeded counts for what is late: a hand-in that is told after the approval moves nothing, and must
 * not hide a rejection from before it.
 */
@ApplicationScoped
class ProviderInbox implements ProviderEvents {
    private static final Logger LOG = Logger.getLogger(ProviderInbox.class);

    private final Database database;
    private final Accounts accounts;
    private final KycCases cases;
    private final KycMoves moves;
    private final KycNotices notices;
    private final FraudFeedback feedback;
    private final Clock clock;

    ProviderInbox(
            Database database,
            Accounts accounts,
            KycCases cases,
            KycMoves moves,
            KycNotices notices,
            FraudFeedback feedback,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.cases = cases;
        this.moves = moves;
        this.notices = notices;
        this.feedback = feedback;
        this.clock = clock;
    }

    /** What became of an event. The first three are its outcome in the table. */
    private enum Outcome {
        MOVED("moved"),
        UNHEEDED("unheeded"),
        LATE("late"),
        REPLAYED("replayed"),
        UNKNOWN("unknown");

        private final String wireName;

        Outcome(String wireName) {
            this.wireName = wireName;
        }
    }

    @Override
    public Uni<Void> apply(ProviderEvent event) {
        return database.inTransaction(tx -> cases.ofApplicant(tx, event.provider(), event.applicantId())
                        .flatMap(found -> found == null
                                ? Uni.createFrom().item(Outcome.UNKNOWN)
                                : accounts.lock(tx, found.accountId())
                                        .onItem()
                                        .ifNull()
                                        .failWith(() -> new IllegalStateException("a case without its account"))
                                        .flatMap(account -> cases.find(tx, found.id())
                                                .onItem()
                                                .ifNull()
                                                .failWith(() -> new IllegalStateException("the case is gone"))
                                                .flatMap(current -> apply(tx, account, current, event)))))
                .invoke(outcome -> LOG.infof(
                        "KYC provider told provider=%s event=%s kind=%s outcome=%s",
                        event.provider(), event.eventId(), event.kind(), outcome.wireName))
                .invoke(notices::nudge)
                .replaceWithVoid();
    }

    private Uni<Outcome> apply(SqlConnection tx, Account account, KycCase current, ProviderEvent event) {
        CaseMove move = move(current.status(), event.kind());
        Instant newest = current.providerEventAt();
        Outcome outcome;
        if (newest != null && event.at().isBefore(newest)) {
            outcome = Outcome.LATE;
        } else {
            outcome = CaseMachine.after(current.status(), move) == null ? Outcome.UNHEEDED : Outcome.MOVED;
        }
        return isNew(tx, current, event, outcome)
                .flatMap(fresh -> fresh
                        ? heed(tx, account, current, move, event, outcome).replaceWith(outcome)
                        : Uni.createFrom().item(Outcome.REPLAYED));
    }

    private static CaseMove move(CaseStatus from, ProviderEvent.Kind kind) {
        return switch (kind) {
            case SUBMITTED -> CaseMove.SUBMIT;
            case APPROVED -> CaseMove.APPROVE;
            case MORE_WANTED -> CaseMove.REQUEST_MORE;
            case REJECTED -> from == CaseStatus.APPROVED ? CaseMove.REVOKE : CaseMove.REJECT;
        };
    }

    private Uni<Boolean> isNew(SqlConnection tx, KycCase current, ProviderEvent event, Outcome outcome) {
        return tx.preparedQuery(
                        """
                        insert into kyc_provider_event (provider, event_id, case_id, kind, outcome, at, received_at)
                        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing""")
                .execute(Tuple.tuple()
                        .addValue(event.provider())
                        .addValue(event.eventId())
                        .addValue(current.id())
                        .addValue(move(current.status(), event.kind()).wireName())
                        .addValue(outcome.wireName)
                        .addValue(time(event.at()))
                        .addValue(time(clock.instant())))
                .map(rows -> rows.rowCount() == 1);
    }

    private Uni<Void> heed(
            SqlConnection tx, Account account, KycCase current, CaseMove move, ProviderEvent event, Outcome outcome) {
        String actor = "provider:" + event.provider();
        return switch (outcome) {
            case MOVED ->
                moves.make(tx, account, current, move, new Word(actor, event.clientMessage(), null, event.at()))
                        .flatMap(moved -> report(tx, account, move));
            // A decision that came to nothing is there for staff to see.
            case UNHEEDED ->
                move == CaseMove.SUBMIT || closedAlike(current.status(), move)
                        ? Uni.createFrom().voidItem()
                        : cases.note(tx, current, "unheeded", new Word(actor, null, move.wireName(), null));
            case LATE, REPLAYED, UNKNOWN -> Uni.createFrom().voidItem();
        };
    }

    /** Whether the event says what is so already. */
    private static boolean closedAlike(CaseStatus status, CaseMove move) {
        return (status == CaseStatus.APPROVED && move == CaseMove.APPROVE)
                || (status == CaseStatus.REJECTED && move == CaseMove.REJECT);
    }

    private Uni<Void> report(SqlConnection tx, Account account, CaseMove move) {
        FraudTag tag = FraudTags.of(move);
        return tag == null
                ? Uni.createFrom().voidItem()
                : feedback.reportAccount(tx, account.id(), tag).replaceWithVoid();
    }
}
