package dev.gatehouse.screening;

/**
 * What a check's answers lead to in one phase.
 *
 * @param mode whether it counts
 * @param onFlag what {@link Outcome#FLAGGED} leads to
 * @param onUnavailable what {@link Outcome#UNAVAILABLE} leads to
 */
public record CheckPolicy(Mode mode, Action onFlag, Action onUnavailable) {
    /** What an outcome leads to, if the check counts. */
    Action action(Outcome outcome) {
        return switch (outcome) {
            case CLEAR, SKIPPED -> Action.ALLOW;
            case FLAGGED -> onFlag;
            case BLOCKED -> Action.BLOCK;
            case UNAVAILABLE -> onUnavailable;
        };
    }
}
