package dev.gatehouse.platform.web;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request whose resource reads it by itself, as fast as it can take it: nothing is read ahead but what the
 * connection's buffers hold.
 */
public final class StreamedBody {
    private final HttpServerRequest request;
    private final long most;

    private StreamedBody(HttpServerRequest request, long most) {
        this.request = request;
        this.most = most;
    }

    /**
     * Takes the body over; to be called before anything is waited for.
     *
     * @param most how much of it is read at all; the connection of who sends more is closed
     */
    public static StreamedBody of(RoutingContext routing, long most) {
        HttpServerRequest request = routing.request();
        request.pause();
        return new StreamedBody(request, most);
    }

    /** What the client says it is. */
    public @Nullable String contentType() {
        return request.getHeader("Content-Type");
    }

    /** Its bytes, once: each is asked for when it is wanted. Fails when the client hangs up. */
    public Multi<Buffer> bytes() {
        return Multi.createFrom().deferred(() -> {
            if (request.response().closed()) {
                // The connection's end has been told before anybody listened.
                return Multi.createFrom().failure(new HttpClosedException("the client hung up"));
            }
            if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
                // The client waits with the body until it knows that it is wanted (RFC 9110, section 10.1.1).
                request.response().writeContinue();
            }
            return MultiHelper.toMulti(request);
        });
    }

    /** Lets what is left of it pass unread, so that the client, which may still be sending, gets to see the answer. */
    public void discard() {
        if (request.isEnded() || request.response().closed()) {
            return;
        }
        request.exceptionHandler(gone -> {});
        request.handler(rest -> {
            if (request.bytesRead() > most) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
