package dev.gatehouse.kyc;

import static dev.gatehouse.kyc.CaseMove.APPROVE;
import static dev.gatehouse.kyc.CaseMove.CLEAR;
import static dev.gatehouse.kyc.CaseMove.REJECT;
import static dev.gatehouse.kyc.CaseMove.REQUEST_MORE;
import static dev.gatehouse.kyc.CaseMove.REVOKE;
import static dev.gatehouse.kyc.CaseMove.SUBMIT;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a case can go. Pure; {@code docs/kyc.md} draws it, and a test compares the two.
 *
 * <p>Whoever looks at a case may decide it before the client has said that it is done: a provider's events get lost, and
 * staff may have seen enough.
 */
final class CaseMachine {
    private static final Map<CaseStatus, Map<CaseMove, CaseStatus>> MOVES = Map.of(
            CaseStatus.REQUIRED,
            Map.of(
                    SUBMIT, CaseStatus.IN_REVIEW,
                    APPROVE, CaseStatus.APPROVED,
                    REJECT, CaseStatus.REJECTED,
                    REQUEST_MORE, CaseStatus.REQUIRED,
                    CLEAR, CaseStatus.CLEARED),
            CaseStatus.IN_REVIEW,
            Map.of(
                    SUBMIT, CaseStatus.IN_REVIEW,
                    APPROVE, CaseStatus.APPROVED,
                    REJECT, CaseStatus.REJECTED,
                    REQUEST_MORE, CaseStatus.REQUIRED,
                    CLEAR, CaseStatus.CLEARED),
            CaseStatus.APPROVED,
            Map.of(REVOKE, CaseStatus.REJECTED),
            CaseStatus.REJECTED,
            Map.of(),
            CaseStatus.CLEARED,
            Map.of());

    private CaseMachine() {}

    /** Where the move leads from there, or {@code null} if it cannot be made. */
    static @Nullable CaseStatus after(CaseStatus status, CaseMove move) {
        return MOVES.getOrDefault(status, Map.of()).get(move);
    }
}
