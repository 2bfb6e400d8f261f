package dev.gatehouse.minfraud;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What came over HTTP.
 *
 * @param status the status code
 * @param contentType the header field, or {@code null}
 * @param body at most {@link Exchange#MAX_BODY} bytes
 */
record Reply(int status, @Nullable String contentType, Buffer body) {
    /** Whether the body says that it is JSON: {@code application/json} or a type ending in {@code +json} (RFC 6839). */
    boolean isJson() {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip();
        return type.equalsIgnoreCase("application/json") || type.regionMatches(true, type.length() - 5, "+json", 0, 5);
    }

    @Override
    public String toString() {
        return "Reply[" + status + ']';
    }
}
