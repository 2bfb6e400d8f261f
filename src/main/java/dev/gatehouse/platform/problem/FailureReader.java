package dev.gatehouse.platform.problem;

import org.jspecify.annotations.Nullable;

/** Knows one family of failures and says what each means for the caller. */
@FunctionalInterface
interface FailureReader {
    /** What the caller gets, or {@code null} if this failure is not of the family. Causes are not looked at. */
    @Nullable Refusal read(Throwable failure);
}
