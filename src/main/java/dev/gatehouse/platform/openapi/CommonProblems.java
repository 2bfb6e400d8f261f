package dev.gatehouse.platform.openapi;

import dev.gatehouse.platform.problem.ErrorCode;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.Operation;

/** The problems that follow from the shape of an operation. */
final class CommonProblems {
    private CommonProblems() {}

    /** Everything that the operation can answer apart from success. */
    static Set<ErrorCode> of(Endpoint endpoint, Operation operation) {
        // A credential that is sent must be good, wherever it is sent to.
        Set<ErrorCode> codes = EnumSet.of(
                ErrorCode.UNAUTHENTICATED,
                ErrorCode.NOT_ACCEPTABLE,
                ErrorCode.RATE_LIMITED,
                ErrorCode.INTERNAL_ERROR,
                ErrorCode.SERVICE_UNAVAILABLE);
        codes.addAll(endpoint.problems());
        if (endpoint.hasBody()) {
            codes.add(ErrorCode.MALFORMED_REQUEST);
            codes.add(ErrorCode.PAYLOAD_TOO_LARGE);
            codes.add(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
            codes.add(ErrorCode.VALIDATION_FAILED);
        }
        if (!endpoint.isPublic() || endpoint.optionalSchemes().contains(Access.API_KEY)) {
            codes.add(ErrorCode.FORBIDDEN);
        }
        if (endpoint.takesAccount()) {
            codes.add(ErrorCode.NOT_FOUND);
            codes.add(ErrorCode.VALIDATION_FAILED);
        }
        if (endpoint.has(PathParam.class)) {
            codes.add(ErrorCode.NOT_FOUND);
        }
        if (endpoint.has(QueryParam.class) && !endpoint.isPage()) {
            codes.add(ErrorCode.VALIDATION_FAILED);
        }
        HeaderFields.idempotencyKey(operation).ifPresent(key -> {
            codes.add(ErrorCode.MALFORMED_REQUEST);
            codes.add(ErrorCode.IDEMPOTENCY_KEY_REUSED);
            codes.add(ErrorCode.IDEMPOTENCY_IN_PROGRESS);
            if (Boolean.TRUE.equals(key.getRequired())) {
                codes.add(ErrorCode.IDEMPOTENCY_KEY_REQUIRED);
            }
        });
        return codes;
    }
}
