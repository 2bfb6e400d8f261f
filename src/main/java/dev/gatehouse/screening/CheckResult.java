package dev.gatehouse.screening;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A check's answer.
 *
 * @param outcome what it found
 * @param evidence what staff may read about it: small, values that JSON has (text, numbers, booleans, lists, maps), no
 *     secrets; clients never see it
 * @param degraded whether the answer rests on data that is older than it should be
 * @param effect what it means for other checks
 */
public record CheckResult(Outcome outcome, Map<String, Object> evidence, boolean degraded, Effect effect) {
    private static final String REASON = "reason";

    /** Keeps a copy of the evidence. */
    public CheckResult {
        evidence = Map.copyOf(evidence);
    }

    /** An answer that stands for itself. */
    public CheckResult(Outcome outcome, Map<String, Object> evidence, boolean degraded) {
        this(outcome, evidence, degraded, Effect.NONE);
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
        return new CheckResult(outcome, evidence, true, effect);
    }

    /** The same answer, with what it teaches about the client's address. */
    public CheckResult learning(NetworkFacts facts) {
        return new CheckResult(outcome, evidence, degraded, new Effect.Learned(facts));
    }

    /** The same answer; the client is exempt from these checks. */
    public CheckResult exempting(Set<String> checks) {
        if (checks.isEmpty()) {
            throw new IllegalArgumentException("exempt from which checks?");
        }
        return new CheckResult(outcome, evidence, degraded, new Effect.Exempt(checks));
    }

    /** The same answer; the client is exempt from every check but those of {@link Group#LISTS}. */
    public CheckResult exemptingAll() {
        return new CheckResult(outcome, evidence, degraded, new Effect.Exempt(Set.of()));
    }

    /** The same answer, which is nothing against a client of a shared network; see {@link NetworkFacts#shared()}. */
    public CheckResult toleratedOnSharedNetworks() {
        return new CheckResult(outcome, evidence, degraded, new Effect.Tolerated());
    }

    /** Why there is no answer, or {@code null} if there is one. */
    public @Nullable String reason() {
        return evidence.get(REASON) instanceof String reason ? reason : null;
    }
}
