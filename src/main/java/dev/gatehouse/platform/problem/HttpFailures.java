package dev.gatehouse.platform.problem;

import io.vertx.ext.web.handler.HttpException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What JAX-RS or Vert.x Web refuse by themselves, by status. */
final class HttpFailures implements FailureReader {
    @Override
    public @Nullable Refusal read(Throwable failure) {
        if (failure instanceof WebApplicationException refused) {
            Response response = refused.getResponse();
            Refusal refusal = of(response.getStatus());
            String allow = response.getHeaderString("Allow");
            return allow == null ? refusal : refusal.withHeader("Allow", allow);
        }
        return failure instanceof HttpException refused ? of(refused.getStatusCode()) : null;
    }

    /** The refusal for a bare status; one that is not in the catalogue becomes the nearest that is. */
    static Refusal of(int status) {
        ErrorCode code =
                switch (status) {
                    case 401 -> ErrorCode.UNAUTHENTICATED;
                    case 403 -> ErrorCode.FORBIDDEN;
                    case 404, 410 -> ErrorCode.NOT_FOUND;
                    case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
                    case 406 -> ErrorCode.NOT_ACCEPTABLE;
                    case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
                    case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
                    case 422 -> ErrorCode.VALIDATION_FAILED;
                    case 429 -> ErrorCode.RATE_LIMITED;
                    case 503 -> ErrorCode.SERVICE_UNAVAILABLE;
                    default -> status >= 400 && status < 500 ? ErrorCode.MALFORMED_REQUEST : ErrorCode.INTERNAL_ERROR;
                };
        return Refusal.of(code);
    }
}
