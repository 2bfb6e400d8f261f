package dev.gatehouse.screening;

/**
 * A check's answer together with what the policy says about it.
 *
 * @param check the check's id
 * @param policy its policy in this phase
 * @param result what it answered
 * @param millis how long it took
 */
record Answer(String check, CheckPolicy policy, CheckResult result, long millis) {
    /** What the answer leads to, or would lead to if the check counted. */
    Action action() {
        return policy.action(result.outcome());
    }

    /** Whether the answer counts. */
    boolean counts() {
        return policy.mode() == Mode.ENFORCE;
    }
}
