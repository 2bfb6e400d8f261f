package dev.gatehouse.platform.idempotency;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.FieldError;
import dev.gatehouse.platform.problem.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header) in its scope.
 *
 * @param caller whose key it is
 * @param route the method and path it was sent to
 * @param value 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(String caller, String route, String value) {
    /** The header's name. */
    public static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 255;

    /**
     * Reads the header.
     *
     * @return the key, or {@code null} if the header is missing
     * @throws Refusal {@code 400 malformed-request} if it is not 1 to 255 visible ASCII characters
     */
    public static @Nullable IdempotencyKey of(String caller, String route, @Nullable String header) {
        if (header == null) {
            return null;
        }
        boolean sane = !header.isEmpty()
                && header.length() <= LONGEST
                && header.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (!sane) {
            throw Refusal.of(ErrorCode.MALFORMED_REQUEST, HEADER + " takes 1 to 255 visible ASCII characters.")
                    .withErrors(List.of(new FieldError(HEADER, "malformed", "1 to 255 visible ASCII characters.")));
        }
        return new IdempotencyKey(caller, route, header);
    }

    /**
     * Reads the header where it is required.
     *
     * @throws Refusal {@code 400 idempotency-key-required} if it is missing
     */
    public static IdempotencyKey required(String caller, String route, @Nullable String header) {
        IdempotencyKey key = of(caller, route, header);
        if (key == null) {
            throw Refusal.of(ErrorCode.IDEMPOTENCY_KEY_REQUIRED);
        }
        return key;
    }
}
