package dev.gatehouse.screening;

import java.util.Map;

/**
 * What a decision remembers about one check.
 *
 * @param id the check
 * @param mode whether it counted
 * @param result what it found
 * @param action what that leads to by policy; in {@link Mode#SHADOW} what it would have led to
 * @param lifted whether the review was taken away, by a KYC pass or since it is tolerated on a shared network
 * @param evidence for staff
 * @param millis how long it took
 */
public record CheckTrace(
        String id,
        Mode mode,
        Outcome result,
        Action action,
        boolean lifted,
        Map<String, Object> evidence,
        long millis) {
    /** Keeps a copy of the evidence. */
    public CheckTrace {
        evidence = Map.copyOf(evidence);
    }
}
