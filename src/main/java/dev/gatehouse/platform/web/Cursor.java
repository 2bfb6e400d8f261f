package dev.gatehouse.platform.web;

import dev.gatehouse.platform.problem.Refusal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The opaque text that says where the next page of a list begins. */
public final class Cursor {
    private static final int LENGTH = 16;

    private Cursor() {}

    /** The cursor after the item of that id. */
    public static String write(UUID id) {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Reads a cursor.
     *
     * @throws Refusal {@code 422 validation-failed} if it is none of ours
     */
    public static @Nullable UUID read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            if (bytes.remaining() == LENGTH) {
                return new UUID(bytes.getLong(), bytes.getLong());
            }
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static Refusal malformed() {
        return Refusal.invalid("cursor", "malformed", "This is not a cursor of this list.");
    }
}
