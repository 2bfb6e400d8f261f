package dev.gatehouse.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.platform.problem.Refusal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param items at most as many as were asked for
 * @param nextCursor what brings the next page, or {@code null} on the last one
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(
        List<T> items,
        @Nullable @Schema(
                        examples = "AZmj8nweHUuaYC8cjl17MQ",
                        description = "`cursor` of the next page; null on the last one")
                String nextCursor) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;

    /**
     * Reads {@code ?limit=}.
     *
     * @throws Refusal {@code 422 validation-failed} if it is no number from 1 to 200
     */
    public static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid("limit", "out-of-range", "A number from 1 to " + MOST + '.');
        }
        return limit;
    }

    /**
     * A page of what was read with one more than the limit, so that it shows whether there is more.
     *
     * @param found up to {@code limit + 1} items
     * @param id what the next page goes on after
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, UUID> id) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(List.copyOf(items), Cursor.write(id.apply(items.get(limit - 1))));
    }
}
