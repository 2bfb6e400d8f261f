package dev.gatehouse.platform.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as an HTTP answer: body and header fields. Every way out of the service (JAX-RS or below it) answers
 * through this class, so that all errors look the same.
 *
 * @param problem the body
 * @param headers the header fields, {@code Content-Type} among them
 */
record ProblemAnswer(Problem problem, Map<String, String> headers) {
    /** Said with a 429 whose end nobody computed. */
    private static final long RATE_LIMITED_SECONDS = 60;

    /** Said with a 503 whose end nobody knows. */
    private static final long UNAVAILABLE_SECONDS = 5;

    /** Builds the answer to a request with that id. */
    static ProblemAnswer of(Refusal refusal, @Nullable String requestId) {
        ErrorCode code = refusal.code();
        Long retryAfter = retryAfter(refusal);
        Problem problem = new Problem(
                code.type(),
                code.code(),
                code.title(),
                code.status(),
                refusal.detail(),
                instance(requestId),
                orNull(refusal.errors()),
                orNull(refusal.nextSteps()),
                refusal.attemptsLeft(),
                retryAfter);
        return new ProblemAnswer(problem, headers(refusal, retryAfter));
    }

    private static Map<String, String> headers(Refusal refusal, @Nullable Long retryAfter) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", Problem.MEDIA_TYPE);
        if (refusal.code().status() == 401) {
            // RFC 9110, section 15.5.2: a 401 names the scheme.
            headers.put("WWW-Authenticate", "Bearer");
        }
        if (retryAfter != null) {
            headers.put("Retry-After", Long.toString(retryAfter));
            if (refusal.code().status() == 429) {
                // A refusal that knows its limit brings better ones; these say "one more, then".
                String name = '"' + refusal.code().code() + '"';
                headers.put("RateLimit-Policy", name + ";q=1;w=" + retryAfter);
                headers.put("RateLimit", name + ";r=0;t=" + retryAfter);
            }
        }
        headers.putAll(refusal.headers());
        return headers;
    }

    private static @Nullable Long retryAfter(Refusal refusal) {
        Long stated = refusal.retryAfterSeconds();
        if (stated != null) {
            return stated;
        }
        return switch (refusal.code().status()) {
            case 429 -> RATE_LIMITED_SECONDS;
            case 503 -> UNAVAILABLE_SECONDS;
            default -> null;
        };
    }

    private static @Nullable String instance(@Nullable String requestId) {
        if (requestId == null) {
            return null;
        }
        return isUuid(requestId) ? "urn:uuid:" + requestId : "urn:gatehouse:request:" + requestId;
    }

    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static <T> @Nullable List<T> orNull(List<T> list) {
        return list.isEmpty() ? null : list;
    }
}
