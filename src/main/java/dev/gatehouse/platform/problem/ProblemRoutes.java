package dev.gatehouse.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a problem what fails outside JAX-RS: unknown paths, bodies that are too large, paths that cannot be
 * decoded, credentials refused before a resource is found.
 */
@ApplicationScoped
public class ProblemRoutes {
    /** After every route of ours and the framework's, before the framework's own page of errors. */
    private static final int LAST = Integer.MAX_VALUE - 1;

    private final ObjectMapper json;

    ProblemRoutes(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(LAST).handler(routing -> routing.fail(404)).failureHandler(this::answer);
    }

    private void answer(RoutingContext routing) {
        HttpServerResponse response = routing.response();
        Throwable failure = routing.failure();
        if (response.ended() || response.closed() || failure instanceof HttpClosedException) {
            // The client hung up: nobody is there to answer.
            return;
        }
        Refusal refusal = refusal(failure, routing.statusCode());
        if (failure != null) {
            FailureLog.log(failure, refusal, routing);
        }
        if (response.headWritten()) {
            // Half an answer is out: cutting the connection is the only way left to say that it is not whole.
            routing.request().connection().close();
            return;
        }
        send(response, ProblemAnswer.of(refusal, RequestIdHeader.of(routing)));
    }

    private static Refusal refusal(@Nullable Throwable failure, int status) {
        if (failure != null) {
            return Failures.read(failure);
        }
        return HttpFailures.of(status);
    }

    private void send(HttpServerResponse response, ProblemAnswer answer) {
        response.setStatusCode(answer.problem().status());
        answer.headers().forEach(response::putHeader);
        if (answer.problem().status() == ErrorCode.PAYLOAD_TOO_LARGE.status()) {
            // The rest of the body is not read.
            response.putHeader("Connection", "close");
        }
        try {
            response.end(Buffer.buffer(json.writeValueAsBytes(answer.problem())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem could not be written", e);
        }
    }
}
