package dev.gatehouse.platform.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Payload;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fixed table from a violated constraint to a field's code and what is said about it. */
final class ConstraintCodes {
    private static final String TOO_LONG = "too-long";
    private static final String TOO_SHORT = "too-short";

    /** Constraints with a {@code min} and a {@code max} on how much there is. */
    private static final Set<String> BOUNDED = Set.of("Size", "Length", "Characters");

    private static final Map<String, String> BY_CONSTRAINT = Map.ofEntries(
            Map.entry("NotNull", "required"),
            Map.entry("NotBlank", "required"),
            Map.entry("NotEmpty", "required"),
            Map.entry("Email", "not-an-email"),
            Map.entry("Pattern", "malformed"),
            Map.entry("Min", "out-of-range"),
            Map.entry("Max", "out-of-range"),
            Map.entry("DecimalMin", "out-of-range"),
            Map.entry("DecimalMax", "out-of-range"),
            Map.entry("Digits", "out-of-range"),
            Map.entry("Range", "out-of-range"),
            Map.entry("Positive", "out-of-range"),
            Map.entry("PositiveOrZero", "out-of-range"),
            Map.entry("Negative", "out-of-range"),
            Map.entry("NegativeOrZero", "out-of-range"),
            Map.entry("Past", "out-of-range"),
            Map.entry("PastOrPresent", "out-of-range"),
            Map.entry("Future", "out-of-range"),
            Map.entry("FutureOrPresent", "out-of-range"));

    private static final Map<String, String> DETAILS = Map.of(
            "required",
            "This is required.",
            "not-an-email",
            "This is not an e-mail address.",
            "malformed",
            "This does not have the form that is wanted.",
            "out-of-range",
            "This is out of range.",
            TOO_LONG,
            "This is too long.",
            TOO_SHORT,
            "This is too short.");

    private ConstraintCodes() {}

    /** The field's code. */
    static String code(ConstraintViolation<?> violation) {
        String named = named(violation);
        if (named != null) {
            return named;
        }
        String constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        if (BOUNDED.contains(constraint)) {
            return isTooLong(violation) ? TOO_LONG : TOO_SHORT;
        }
        return BY_CONSTRAINT.getOrDefault(constraint, "invalid");
    }

    /** What is said about it: the constraint's own message where it was given one, else a sentence for the code. */
    static String detail(ConstraintViolation<?> violation, String code) {
        String template = violation.getMessageTemplate();
        if (template != null && !template.startsWith("{")) {
            return violation.getMessage();
        }
        Map<String, Object> attributes = violation.getConstraintDescriptor().getAttributes();
        if (code.equals(TOO_LONG)) {
            return "This has more than " + attributes.get("max") + " characters or items.";
        }
        if (code.equals(TOO_SHORT)) {
            return "This has fewer than " + attributes.get("min") + " characters or items.";
        }
        return DETAILS.getOrDefault(code, "This is not valid.");
    }

    private static @Nullable String named(ConstraintViolation<?> violation) {
        for (Class<? extends Payload> payload :
                violation.getConstraintDescriptor().getPayload()) {
            FieldCode code = payload.getAnnotation(FieldCode.class);
            if (code != null) {
                return code.value();
            }
        }
        return null;
    }

    private static boolean isTooLong(ConstraintViolation<?> violation) {
        Object value = violation.getInvalidValue();
        int size;
        if (value instanceof CharSequence text) {
            size = Characters.Counter.of(text);
        } else if (value instanceof Collection<?> items) {
            size = items.size();
        } else if (value instanceof Map<?, ?> entries) {
            size = entries.size();
        } else {
            size = value == null ? 0 : Array.getLength(value);
        }
        Object max = violation.getConstraintDescriptor().getAttributes().get("max");
        return max instanceof Integer most && size > most;
    }
}
