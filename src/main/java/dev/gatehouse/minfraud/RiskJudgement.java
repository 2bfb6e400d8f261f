package dev.gatehouse.minfraud;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an answer means by the design's table: pure, so that every row can be tried as a case.
 *
 * @param level what it means
 * @param reasons why, by MaxMind's names; empty where it is clear
 * @param shared whether many people are behind the address: a carrier's NAT, a university, a café, or as many users by
 *     MaxMind's estimate as the settings say
 */
public record RiskJudgement(Level level, List<String> reasons, boolean shared) {
    private static final Set<String> SHARED = Set.of(
            "cafe", "cellular", "college", "government", "library", "military", "school", "traveler", "university");

    /** What an answer means. */
    public enum Level {
        /** Nothing against the client. */
        CLEAR,
        /** A reason to look closer. */
        FLAGGED,
        /** MaxMind, by the operator's own rules there, refuses the client. */
        BLOCKED
    }

    /** Keeps a copy. */
    public RiskJudgement {
        reasons = List.copyOf(reasons);
    }

    /**
     * Judges: blocked by MaxMind's disposition {@code reject}; flagged by a score that reaches the threshold, by any sign,
     * or by {@code manual_review}; else clear.
     */
    public static RiskJudgement of(RiskFacts facts, BigDecimal threshold, int sharedUsers) {
        List<String> reasons = new ArrayList<>();
        boolean rejected = "reject".equals(facts.disposition());
        if (rejected) {
            reasons.add("disposition_reject");
        }
        if ("manual_review".equals(facts.disposition())) {
            reasons.add("disposition_manual_review");
        }
        if (BigDecimal.valueOf(facts.score()).compareTo(threshold) >= 0) {
            reasons.add("risk_score");
        }
        reasons.addAll(new TreeSet<>(facts.signs()));
        Level level = rejected ? Level.BLOCKED : reasons.isEmpty() ? Level.CLEAR : Level.FLAGGED;
        return new RiskJudgement(level, reasons, shared(facts, sharedUsers));
    }

    private static boolean shared(RiskFacts facts, int users) {
        Double count = facts.userCount();
        return (facts.userType() != null && SHARED.contains(facts.userType())) || (count != null && count >= users);
    }
}
