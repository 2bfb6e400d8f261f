package dev.gatehouse.kyc;

import java.util.Locale;

/** What can happen to a case; {@link CaseMachine} says where it leads. */
enum CaseMove {
    /** The client has handed all in. */
    SUBMIT,
    /** The client is who it says it is. */
    APPROVE,
    /** It is not, or does not show it. */
    REJECT,
    /** The client has to hand something in again. */
    REQUEST_MORE,
    /** Taken back without looking at documents. */
    CLEAR,
    /** The provider rejects after all whom it has approved. */
    REVOKE;

    /** The name in the history and in the diagram. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
