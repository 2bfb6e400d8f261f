package dev.gatehouse.platform.problem;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/** What it looks like when the client is gone: it may close the connection, reset it, or reset its stream of HTTP/2. */
public final class HangUp {
    private HangUp() {}

    /** Whether that is what reading from the client, or writing to it, failed with; of no other party's connection. */
    public static boolean is(Throwable failure) {
        return failure instanceof StreamResetException
                || failure instanceof HttpClosedException
                || failure instanceof ClosedChannelException
                || isReset(failure);
    }

    /** The same as one type, whatever it looked like. */
    public static HttpClosedException told() {
        return new HttpClosedException("the client hung up");
    }

    /** What a socket says has no type of its own, and differs between the transports. */
    private static boolean isReset(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof IOException
                && message != null
                && (message.contains("Connection reset") || message.contains("Broken pipe"));
    }
}
