package dev.gatehouse.screening;

import static dev.gatehouse.screening.Mode.ENFORCE;
import static dev.gatehouse.screening.Mode.SHADOW;
import static dev.gatehouse.screening.Outcome.BLOCKED;
import static dev.gatehouse.screening.Outcome.CLEAR;
import static dev.gatehouse.screening.Outcome.FLAGGED;
import static dev.gatehouse.screening.Outcome.SKIPPED;
import static dev.gatehouse.screening.Outcome.UNAVAILABLE;
import static dev.gatehouse.screening.Phase.EMAIL_CHANGE;
import static dev.gatehouse.screening.Phase.ORDER;
import static dev.gatehouse.screening.Phase.PHONE_CHANGE;
import static dev.gatehouse.screening.Phase.PHONE_VERIFIED;
import static dev.gatehouse.screening.Phase.REGISTRATION;
import static dev.gatehouse.screening.Verdict.ALLOW;
import static dev.gatehouse.screening.Verdict.BLOCK;
import static dev.gatehouse.screening.Verdict.DEFER;
import static dev.gatehouse.screening.Verdict.REVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The design's table: what becomes of a client whom one check alone speaks about, by the policy that a new service has. */
class DesignTableTest {
    /** A row; a flag and silence lead there while the check counts. */
    record Row(String check, Phase phase, Mode mode, Verdict flagged, Verdict unavailable) {
        CheckPolicy policy() {
            return policyInForce(check, phase);
        }
    }

    static final List<Row> TABLE = List.of(
            new Row("deny-list", REGISTRATION, ENFORCE, BLOCK, DEFER),
            new Row("deny-list", PHONE_CHANGE, ENFORCE, BLOCK, DEFER),
            new Row("deny-list", EMAIL_CHANGE, ENFORCE, BLOCK, DEFER),
            new Row("deny-list", ORDER, ENFORCE, BLOCK, DEFER),
            new Row("allow-list", REGISTRATION, ENFORCE, ALLOW, ALLOW),
            new Row("allow-list", PHONE_CHANGE, ENFORCE, ALLOW, ALLOW),
            new Row("allow-list", PHONE_VERIFIED, ENFORCE, ALLOW, ALLOW),
            new Row("allow-list", EMAIL_CHANGE, ENFORCE, ALLOW, ALLOW),
            new Row("allow-list", ORDER, ENFORCE, ALLOW, ALLOW),
            new Row("disposable-email", REGISTRATION, ENFORCE, REVIEW, REVIEW),
            new Row("disposable-email", EMAIL_CHANGE, ENFORCE, REVIEW, REVIEW),
            new Row("email-domain", REGISTRATION, ENFORCE, BLOCK, ALLOW),
            new Row("email-domain", EMAIL_CHANGE, ENFORCE, BLOCK, ALLOW),
            new Row("phone-line", REGISTRATION, ENFORCE, REVIEW, REVIEW),
            new Row("phone-line", PHONE_CHANGE, ENFORCE, REVIEW, REVIEW),
            new Row("registration-velocity", REGISTRATION, ENFORCE, REVIEW, REVIEW),
            new Row("device-velocity", REGISTRATION, ENFORCE, REVIEW, ALLOW),
            new Row("multiple-accounts", REGISTRATION, ENFORCE, REVIEW, DEFER),
            // The proof stands by then, so nothing can be put off: the next order asks again.
            new Row("multiple-accounts", PHONE_VERIFIED, ENFORCE, REVIEW, ALLOW),
            new Row("multiple-accounts", ORDER, ENFORCE, REVIEW, DEFER),
            new Row("minfraud", REGISTRATION, ENFORCE, REVIEW, ALLOW),
            new Row("minfraud", ORDER, ENFORCE, REVIEW, DEFER),
            new Row("tor-exit", REGISTRATION, ENFORCE, REVIEW, DEFER),
            new Row("tor-exit", ORDER, ENFORCE, REVIEW, DEFER),
            new Row("order-velocity", ORDER, ENFORCE, REVIEW, ALLOW),
            new Row("geo-consistency", REGISTRATION, SHADOW, REVIEW, ALLOW),
            new Row("geo-consistency", ORDER, SHADOW, REVIEW, ALLOW));

    @Test
    void hasARowForEachLineOfThePolicyAndNoOther() {
        Set<ChainPolicy.Line> rows = TABLE.stream()
                .map(row -> new ChainPolicy.Line(row.check(), row.phase()))
                .collect(Collectors.toSet());

        assertThat(rows).hasSameSizeAs(TABLE);
        assertThat(new DefaultPolicy().defaults().lines().keySet()).isEqualTo(rows);
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void whereTheCheckCounts(Row row) {
        assertThat(row.policy().mode()).isEqualTo(row.mode());
        CheckPolicy counting = in(ENFORCE, row.policy());

        assertThat(verdict(row, counting, CLEAR)).isEqualTo(ALLOW);
        assertThat(verdict(row, counting, SKIPPED)).isEqualTo(ALLOW);
        assertThat(verdict(row, counting, FLAGGED)).isEqualTo(row.flagged());
        assertThat(verdict(row, counting, BLOCKED)).isEqualTo(BLOCK);
        assertThat(verdict(row, counting, UNAVAILABLE)).isEqualTo(row.unavailable());
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void inShadowItIsRecordedAndNeverActs(Row row) {
        CheckPolicy shadow = in(SHADOW, row.policy());

        for (Outcome outcome : Outcome.values()) {
            Ruling ruling = ruling(row, shadow, outcome);
            assertThat(ruling.verdict()).as(outcome.code()).isEqualTo(ALLOW);
            assertThat(ruling.degraded()).as(outcome.code()).isFalse();
            assertThat(DecisionPolicy.blocks(List.of(answer(row, shadow, outcome))))
                    .as(outcome.code())
                    .isFalse();
        }
        CheckTrace recorded = ruling(row, shadow, FLAGGED).trace().get(0);
        assertThat(recorded.result()).isEqualTo(FLAGGED);
        assertThat(recorded.action().verdict()).as("what it would have done").isEqualTo(row.flagged());
    }

    @ParameterizedTest
    @FieldSource("TABLE")
    void asTheServiceComes(Row row) {
        boolean counts = row.mode() == ENFORCE;

        assertThat(verdict(row, row.policy(), FLAGGED)).isEqualTo(counts ? row.flagged() : ALLOW);
        assertThat(verdict(row, row.policy(), UNAVAILABLE)).isEqualTo(counts ? row.unavailable() : ALLOW);
    }

    private static CheckPolicy policyInForce(String check, Phase phase) {
        return new DefaultPolicy().defaults().of(check, phase);
    }

    private static CheckPolicy in(Mode mode, CheckPolicy policy) {
        return new CheckPolicy(mode, policy.onFlag(), policy.onUnavailable());
    }

    private static Verdict verdict(Row row, CheckPolicy policy, Outcome outcome) {
        return ruling(row, policy, outcome).verdict();
    }

    private static Ruling ruling(Row row, CheckPolicy policy, Outcome outcome) {
        return DecisionPolicy.rule(List.of(answer(row, policy, outcome)), TestContexts.in(row.phase()));
    }

    private static Answer answer(Row row, CheckPolicy policy, Outcome outcome) {
        return new Answer(row.check(), policy, new CheckResult(outcome, Map.of(), false), 0);
    }
}
