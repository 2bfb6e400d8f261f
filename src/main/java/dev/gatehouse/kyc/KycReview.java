package dev.gatehouse.kyc;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.minfraud.FraudTag;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.screening.FraudFeedback;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Staff decide a case: case, account, mail, event, report and audit entry in one transaction under the account's lock. */
@ApplicationScoped
public class KycReview {
    private final Database database;
    private final Accounts accounts;
    private final KycCases cases;
    private final KycMoves moves;
    private final KycNotices notices;
    private final FraudFeedback feedback;
    private final AuditLog audit;

    KycReview(
            Database database,
            Accounts accounts,
            KycCases cases,
            KycMoves moves,
            KycNotices notices,
            FraudFeedback feedback,
            AuditLog audit) {
        this.database = database;
        this.accounts = accounts;
        this.cases = cases;
        this.moves = moves;
        this.notices = notices;
        this.feedback = feedback;
        this.audit = audit;
    }

    /** What staff can decide. */
    public enum Verdict {
        APPROVE(CaseMove.APPROVE, "kyc.approved"),
        REJECT(CaseMove.REJECT, "kyc.rejected"),
        REQUEST_MORE(CaseMove.REQUEST_MORE, "kyc.more_wanted");

        private final CaseMove move;
        private final String act;

        Verdict(CaseMove move, String act) {
            this.move = move;
            this.act = act;
        }

        /** The name on the wire. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The verdict of that name, or {@code null}. */
        public static @Nullable Verdict of(String wireName) {
            for (Verdict verdict : values()) {
                if (verdict.wireName().equals(wireName)) {
                    return verdict;
                }
            }
            return null;
        }
    }

    /**
     * What is decided.
     *
     * @param clientMessage what the client is told, or {@code null}
     * @param note for staff alone, or {@code null}
     * @param actor who decides
     */
    public record Ruling(Verdict verdict, @Nullable String clientMessage, @Nullable String note, String actor) {
        @Override
        public String toString() {
            return "Ruling[verdict=" + verdict + ", actor=" + actor + ']';
        }
    }

    /**
     * Decides; fails with {@code 404} if there is no such case, and with {@code 409 kyc-already-decided} if it is closed:
     * of two who decide at once, one wins.
     */
    public Uni<Void> decide(UUID caseId, Ruling ruling) {
        return database.inTransaction(
                        tx -> there(cases.find(tx, caseId)).flatMap(found -> accounts.lock(tx, found.accountId())
                                .onItem()
                                .ifNull()
                                .failWith(() -> new IllegalStateException("a case without its account"))
                                .flatMap(account -> there(cases.find(tx, caseId))
                                        .flatMap(current -> decide(tx, account, current, ruling)))))
                .invoke(notices::nudge);
    }

    private Uni<Void> decide(SqlConnection tx, Account account, KycCase current, Ruling ruling) {
        if (!current.status().open()) {
            throw Refusal.of(ErrorCode.KYC_ALREADY_DECIDED);
        }
        CaseMove move = ruling.verdict().move;
        FraudTag tag = FraudTags.of(move);
        return moves.make(
                        tx,
                        account,
                        current,
                        move,
                        new Word(ruling.actor(), ruling.clientMessage(), ruling.note(), null))
                .call(moved ->
                        tag == null ? Uni.createFrom().voidItem() : feedback.reportAccount(tx, account.id(), tag))
                .flatMap(moved -> audit.record(
                        tx,
                        Act.on(
                                account.id(),
                                ruling.actor(),
                                ruling.verdict().act,
                                new JsonObject()
                                        .put("caseId", moved.id().toString())
                                        .put("before", current.status().wireName())
                                        .put("after", moved.status().wireName()))));
    }

    private static Uni<KycCase> there(Uni<@Nullable KycCase> found) {
        return found.onItem().ifNull().failWith(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }
}
