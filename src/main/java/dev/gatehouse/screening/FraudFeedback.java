package dev.gatehouse.screening;

import dev.gatehouse.minfraud.FraudReports;
import dev.gatehouse.minfraud.FraudTag;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Tells the upstreams that were asked for a decision what became of the client; for staff and KYC. */
@ApplicationScoped
public class FraudFeedback {
    private static final String MINFRAUD = "minfraud";
    private static final String ANSWER = "minFraudId";

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
        return decisions.find(transaction, decisionId).flatMap(decision -> {
            Optional<String> answer = decision == null ? Optional.empty() : minFraudId(decision);
            return answer.isPresent()
                    ? reports.report(transaction, decisionId, answer.get(), tag).replaceWith(true)
                    : Uni.createFrom().item(false);
        });
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
