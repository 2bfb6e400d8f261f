package dev.gatehouse.platform.web;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.HangUp;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.vertx.MultiHelper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** The body of the request at hand, where the route has an {@link OwnBodyLimit}. */
@RequestScoped
public class StreamedBody {
    static final String LIMIT = StreamedBody.class.getName();

    private final RoutingContext http;

    StreamedBody(RoutingContext http) {
        this.http = http;
    }

    /**
     * The body in the pieces in which it arrives. Nothing is read before somebody subscribes, and nothing more than was
     * asked for: the client waits meanwhile. To be subscribed to once.
     *
     * <p>Fails with {@code 413 payload-too-large} where more arrives than the route takes, and with {@link
     * HttpClosedException} if the client hangs up.
     *
     * @throws IllegalStateException if the route has no limit of its own
     */
    public Multi<Buffer> pieces() {
        Long most = http.get(LIMIT);
        if (most == null) {
            throw new IllegalStateException("this route reads whole bodies");
        }
        HttpServerRequest request = http.request();
        HttpServerResponse response = http.response();
        AtomicLong read = new AtomicLong();
        return Multi.createFrom()
                .deferred(() -> {
                    if (response.closed()) {
                        // Before anybody listened, so that nobody would be told.
                        return Multi.createFrom().failure(HangUp.told());
                    }
                    if (isAwaited(request)) {
                        response.writeContinue();
                    }
                    // A reset comes as what the socket says of it.
                    return MultiHelper.toMulti(request)
                            .onFailure(failure -> failure instanceof IOException || HangUp.is(failure))
                            .transform(gone -> HangUp.told());
                })
                .invoke(piece -> {
                    if (read.addAndGet(piece.length()) > most) {
                        throw Refusal.of(ErrorCode.PAYLOAD_TOO_LARGE);
                    }
                });
    }

    /** Whether the client holds the body back until it is asked for it (RFC 9110, section 10.1.1). */
    private static boolean isAwaited(HttpServerRequest request) {
        return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    }
}
