package dev.gatehouse.platform.http;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What came over HTTP, whatever its status.
 *
 * @param status the status code
 * @param contentType the header field, or {@code null}
 * @param body no larger than {@link HttpParty.Bounds#maxBody}
 */
public record HttpReply(int status, @Nullable String contentType, Buffer body) {
    /** Whether the body says that it is JSON: {@code application/json} or a type ending in {@code +json} (RFC 6839). */
    public boolean isJson() {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip();
        return type.equalsIgnoreCase("application/json") || type.regionMatches(true, type.length() - 5, "+json", 0, 5);
    }

    /** An answer may hold personal data, or a link that lets whoever has it act as the client. */
    @Override
    public String toString() {
        return "HttpReply[" + status + ']';
    }
}
