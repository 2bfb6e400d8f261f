package dev.gatehouse.platform.problem;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that the caller is told about: thrown (or the failure of a {@code Uni}) at the edge of a use case and
 * written as {@code application/problem+json} by the one mapper. It carries no stack trace, since it is an answer and
 * not a defect, and its message is safe to show.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String detail;
    private final transient List<FieldError> errors;
    private final transient List<String> nextSteps;
    private final @Nullable Integer attemptsLeft;
    private final @Nullable Long retryAfterSeconds;
    private final transient Map<String, String> headers;

    private Refusal(
            ErrorCode code,
            String detail,
            List<FieldError> errors,
            List<String> nextSteps,
            @Nullable Integer attemptsLeft,
            @Nullable Long retryAfterSeconds,
            Map<String, String> headers) {
        super(code.code(), null, false, false);
        this.code = code;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.nextSteps = List.copyOf(nextSteps);
        this.attemptsLeft = attemptsLeft;
        this.retryAfterSeconds = retryAfterSeconds;
        this.headers = Map.copyOf(headers);
    }

    /** A refusal whose detail is the code's title. */
    public static Refusal of(ErrorCode code) {
        return of(code, code.title() + ".");
    }

    /** A refusal with a sentence of its own, which must be safe to show to the caller. */
    public static Refusal of(ErrorCode code, String detail) {
        return new Refusal(code, detail, List.of(), List.of(), null, null, Map.of());
    }

    /** {@code 422 validation-failed} for one field. */
    public static Refusal invalid(String pointer, String fieldCode, String detail) {
        return invalid(List.of(new FieldError(pointer, fieldCode, detail)));
    }

    /** {@code 422 validation-failed} for several fields. */
    public static Refusal invalid(List<FieldError> errors) {
        return of(ErrorCode.VALIDATION_FAILED).withErrors(errors);
    }

    /** The same refusal with the fields that caused it. */
    public Refusal withErrors(List<FieldError> fields) {
        return new Refusal(code, detail, fields, nextSteps, attemptsLeft, retryAfterSeconds, headers);
    }

    /** The same refusal with what the client can do next. */
    public Refusal withNextSteps(List<String> steps) {
        return new Refusal(code, detail, errors, steps, attemptsLeft, retryAfterSeconds, headers);
    }

    /** The same refusal with the number of attempts that are left. */
    public Refusal withAttemptsLeft(int left) {
        return new Refusal(code, detail, errors, nextSteps, left, retryAfterSeconds, headers);
    }

    /** The same refusal with the time after which a retry may succeed; rounded up to whole seconds, at least one. */
    public Refusal retryAfter(Duration wait) {
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        return new Refusal(code, detail, errors, nextSteps, attemptsLeft, seconds, headers);
    }

    /** The same refusal with one more header field in its answer, such as {@code Allow} or {@code RateLimit}. */
    public Refusal withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Refusal(code, detail, errors, nextSteps, attemptsLeft, retryAfterSeconds, more);
    }

    /** What went wrong, from the catalogue. */
    public ErrorCode code() {
        return code;
    }

    /** A sentence for people. */
    public String detail() {
        return detail;
    }

    /** The fields that are not valid; may be empty. */
    public List<FieldError> errors() {
        return errors;
    }

    /** What the client can do next; may be empty. */
    public List<String> nextSteps() {
        return nextSteps;
    }

    /** How many attempts are left, where attempts are counted. */
    public @Nullable Integer attemptsLeft() {
        return attemptsLeft;
    }

    /** Whole seconds after which a retry may succeed. */
    public @Nullable Long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Header fields of the answer beyond those that follow from the code; may be empty. */
    public Map<String, String> headers() {
        return headers;
    }
}
