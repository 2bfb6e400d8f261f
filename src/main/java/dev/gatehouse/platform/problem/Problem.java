package dev.gatehouse.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as it goes over the wire: problem details (RFC 9457) with the extensions of the contract. What does not
 * apply is absent.
 *
 * @param type {@code urn:gatehouse:problem:<code>}
 * @param code the stable name; see {@link ErrorCode}
 * @param title a short English sentence, the same for every occurrence
 * @param status the HTTP status
 * @param detail a sentence about this occurrence
 * @param instance {@code urn:uuid:<request id>}, or {@code urn:gatehouse:request:<id>} where the caller's id is no UUID
 * @param errors the fields that are not valid
 * @param nextSteps what the client can do about it
 * @param attemptsLeft how many attempts are left, where attempts are counted
 * @param retryAfter whole seconds after which a retry may succeed; the same as {@code Retry-After}
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "type",
    "code",
    "title",
    "status",
    "detail",
    "instance",
    "errors",
    "nextSteps",
    "attemptsLeft",
    "retryAfter"
})
public record Problem(
        String type,
        String code,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        @Nullable List<FieldError> errors,
        @Nullable List<String> nextSteps,
        @Nullable Integer attemptsLeft,
        @Nullable Long retryAfter) {
    /** The media type of every error. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
