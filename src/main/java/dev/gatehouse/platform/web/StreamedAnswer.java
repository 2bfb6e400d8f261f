package dev.gatehouse.platform.web;

import dev.gatehouse.platform.problem.HangUp;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Writes an answer piece by piece: the next is asked for when the one before is on its way. */
public final class StreamedAnswer {
    private static final Logger LOG = Logger.getLogger(StreamedAnswer.class);

    private StreamedAnswer() {}

    /**
     * Writes all of it and ends the answer; its header fields have been set. Never fails: where the pieces do, half an
     * answer is out, so the connection is cut, which tells the client that it is not whole.
     */
    public static Uni<Void> send(RoutingContext routing, Multi<Buffer> pieces) {
        HttpServerResponse response = routing.response();
        response.setChunked(true);
        return pieces.onItem()
                .transformToUniAndConcatenate(piece -> told(() -> write(response, piece)))
                .onItem()
                .ignoreAsUni()
                .chain(() -> told(() -> response.end().toCompletionStage()))
                .onFailure()
                .recoverWithItem(failure -> {
                    if (response.closed() || failure instanceof HttpClosedException) {
                        LOG.debug("the client hung up");
                    } else {
                        LOG.warnf(
                                "an answer was broken off: %s",
                                failure.getClass().getName());
                    }
                    routing.request().connection().close();
                    return null;
                });
    }

    /** What cannot be written has nobody to read it. */
    private static Uni<Void> told(Supplier<CompletionStage<Void>> writing) {
        return Uni.createFrom()
                .completionStage(writing)
                .onFailure(failure -> failure instanceof IOException || HangUp.is(failure))
                .transform(gone -> HangUp.told());
    }

    private static CompletionStage<Void> write(HttpServerResponse response, Buffer piece) {
        return response.write(piece).toCompletionStage();
    }
}
