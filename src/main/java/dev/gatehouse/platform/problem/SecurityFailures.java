package dev.gatehouse.platform.problem;

import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import org.jspecify.annotations.Nullable;

/** No credential or a bad one: 401; a good one that may not: 403. */
final class SecurityFailures implements FailureReader {
    @Override
    public @Nullable Refusal read(Throwable failure) {
        if (failure instanceof UnauthorizedException
                || failure instanceof AuthenticationFailedException
                || failure instanceof AuthenticationCompletionException) {
            return Refusal.of(ErrorCode.UNAUTHENTICATED);
        }
        return failure instanceof ForbiddenException ? Refusal.of(ErrorCode.FORBIDDEN) : null;
    }
}
