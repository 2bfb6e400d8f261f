package dev.gatehouse.platform.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns whatever was thrown into what the caller is told. Unknown failures are {@code 500 internal-error}, and their
 * message never leaves the process.
 */
final class Failures {
    /** No failure has more causes than this; a longer chain is a circle. */
    private static final int MAX_DEPTH = 16;

    /** Asked for each failure of the chain of causes, the outermost first. */
    private static final List<FailureReader> TELLING = List.of(
            failure -> failure instanceof Refusal refusal ? refusal : null,
            new JacksonFailures(),
            new ValidationFailures(),
            new OutageFailures());

    /**
     * Asked only if none of the above knew any of the chain: the frameworks wrap in a bare 400 or 401 what they cannot
     * read or check, and the cause says more than the wrapping.
     */
    private static final List<FailureReader> WRAPPING = List.of(new SecurityFailures(), new HttpFailures());

    private Failures() {}

    /** What the caller is told; never fails. */
    static Refusal read(Throwable failure) {
        Refusal refusal = search(failure, TELLING);
        if (refusal == null) {
            refusal = search(failure, WRAPPING);
        }
        return refusal == null ? Refusal.of(ErrorCode.INTERNAL_ERROR) : refusal;
    }

    private static @Nullable Refusal search(Throwable failure, List<FailureReader> readers) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < MAX_DEPTH; depth++) {
            for (FailureReader reader : readers) {
                Refusal refusal = reader.read(each);
                if (refusal != null) {
                    return refusal;
                }
            }
            each = each.getCause();
        }
        return null;
    }
}
