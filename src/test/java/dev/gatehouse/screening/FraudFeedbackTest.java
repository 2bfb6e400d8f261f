package dev.gatehouse.screening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.minfraud.FraudTag;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.testing.Facts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FraudFeedbackTest {
    private static final String REPORTS =
            "select count(*) from minfraud_report where transaction_id = $1 and minfraud_id = 'a1' and tag = 'not_fraud'";

    @Inject
    FraudFeedback feedback;

    @Inject
    DecisionRepository decisions;

    @Inject
    Database database;

    @Inject
    Facts facts;

    @Test
    void reportsTheAnswerThatADecisionUsed() {
        UUID decision = decide(Map.of("minFraudId", "a1", "score", 3));

        assertThat(report(decision)).isTrue();
        assertThat(facts.count(REPORTS, decision)).isEqualTo(1);
    }

    @Test
    void hasNothingToReportWithoutAnAnswer() {
        UUID decision = decide(Map.of("reason", "timeout"));
        UUID nobodys = UUID.randomUUID();

        assertThat(report(decision)).isFalse();
        assertThat(report(nobodys)).isFalse();
        assertThat(facts.count(REPORTS, decision)).isZero();
        assertThat(facts.count(REPORTS, nobodys)).isZero();
    }

    private boolean report(UUID decision) {
        return database.inTransaction(tx -> feedback.report(tx, decision, FraudTag.NOT_FRAUD))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private UUID decide(Map<String, Object> evidence) {
        UUID id = UUID.randomUUID();
        CheckTrace other = new CheckTrace(
                "phone-line", Mode.ENFORCE, Outcome.CLEAR, Action.ALLOW, false, Map.of("minFraudId", "other"), 1);
        CheckTrace minFraud =
                new CheckTrace("minfraud", Mode.ENFORCE, Outcome.FLAGGED, Action.REVIEW, false, evidence, 1);
        Decision decision =
                new Decision(id, Phase.REGISTRATION, Verdict.REVIEW, 1, false, List.of(other, minFraud), Instant.EPOCH);
        database.inTransaction(tx -> decisions.record(tx, decision, null))
                .await()
                .atMost(Duration.ofSeconds(10));
        return id;
    }
}
