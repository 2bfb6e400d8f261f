package dev.gatehouse.screening;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A check's answer.
 *
 * @param outcome what it found
 * @param evidence what staff may read about it: small, values that JSON has (text, numbers, booleans, lists, maps), no
 *     secrets; clients never see it
 * @param degraded whether the answer rests on data that is older than it should be
 */
public record CheckResult(Outcome outcome, Map<String, Object> evidence, boolean degraded) {
    private static final String REASON = "reason";

    /** Keeps a copy of the evidence. */
    public CheckResult {
        evidence = Map.copyOf(evidence);
    }

    /** Nothing against the client. */
    public static CheckResult clear(Map<String, Object> evidence) {
        return new CheckResult(Outcome.CLEAR, evidence, false);
    }

    /** Something that the policy has to weigh. */
    public static CheckResult flagged(Map<String, Object> evidence) {
        return new CheckResult(Outcome.FLAGGED, evidence, false);
    }

    /** Flagged or clear. */
    public static CheckResult flaggedIf(boolean condition, Map<String, Object> evidence) {
        return condition ? flagged(evidence) : clear(evidence);
    }

    /** Something that leads to a refusal. */
    public static CheckResult blocked(Map<String, Object> evidence) {
        return new CheckResult(Outcome.BLOCKED, evidence, false);
    }

    /** No answer; the reason is a short kebab-case word, such as {@code timeout}. */
    public static CheckResult unavailable(String reason) {
        return new CheckResult(Outcome.UNAVAILABLE, Map.of(REASON, reason), false);
    }

    /** Nothing to look at; the reason is a short kebab-case word and a tag of the metric, such as {@code no-address}. */
    public static CheckResult skipped(String reason) {
        return new CheckResult(Outcome.SKIPPED, Map.of(REASON, reason), false);
    }

    /** The same answer, marked as resting on old data. */
    public CheckResult fromOldData() {
        return new CheckResult(outcome, evidence, true);
    }

    /** Why there is no answer, or {@code null} if there is one. */
    public @Nullable String reason() {
        return evidence.get(REASON) instanceof String reason ? reason : null;
    }
}
