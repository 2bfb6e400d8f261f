package dev.gatehouse.screening;

import dev.gatehouse.minfraud.FraudReports;
import dev.gatehouse.minfraud.FraudTag;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells the upstreams that were asked for a decision what became of the client; for staff and KYC. */
@ApplicationScoped
public class FraudFeedback {
    private static final String MINFRAUD = "minfraud";
    private static final String ANSWER = "minFraudId";
    private static final String ANSWERED = "$[*] ? (@.id == \"" + MINFRAUD + "\").evidence." + ANSWER;
    private static final int LOOK_BACK = 100;

    private final DecisionRepository decisions;
    private final FraudReports reports;

    FraudFeedback(DecisionRepository decisions, FraudReports reports) {
        this.decisions = decisions;
        this.reports = reports;
    }

    /**
     * Reports in the transaction of whoever found out; sent after its commit.
     *
     * @return whether there was anything to report: a decision that rests on no answer has nothing
     */
    public Uni<Boolean> report(SqlConnection transaction, UUID decisionId, FraudTag tag) {
        return decisions.find(transaction, decisionId).flatMap(decision -> report(transaction, decision, tag));
    }

    /**
     * Reports what became of an account, about the newest answer that a decision on it rests on. Its last 100 decisions
     * are looked at.
     *
     * @return whether there was anything to report
     */
    public Uni<Boolean> reportAccount(SqlConnection transaction, UUID accountId, FraudTag tag) {
        return decisions
                .newest(transaction, accountId, ANSWERED, LOOK_BACK)
                .flatMap(decision -> report(transaction, decision, tag));
    }

    private Uni<Boolean> report(SqlConnection transaction, @Nullable Decision decision, FraudTag tag) {
        if (decision == null) {
            return Uni.createFrom().item(false);
        }
        Optional<String> answer = minFraudId(decision);
        return answer.isPresent()
                ? reports.report(transaction, decision.id(), answer.get(), tag).replaceWith(true)
                : Uni.createFrom().item(false);
    }

    private static Optional<String> minFraudId(Decision decision) {
        return decision.trace().stream()
                .filter(line -> line.id().equals(MINFRAUD))
                .map(line -> line.evidence().get(ANSWER))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }
}
