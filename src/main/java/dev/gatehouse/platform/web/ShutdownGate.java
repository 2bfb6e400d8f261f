package dev.gatehouse.platform.web;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Refuses what comes in once the process has been told to end: the framework itself goes on taking requests until there
 * is a moment without any, which under load never comes. What had begun before goes on. Another node takes a refused
 * request at once; the framework closes the connection behind each answer from then on.
 */
@ApplicationScoped
public class ShutdownGate {
    /** Health and metrics are told to the end; readiness is down by then. */
    private static final String OPERATIONS = "/q/";

    private static final Logger LOG = Logger.getLogger(ShutdownGate.class);
    private static final Duration ELSEWHERE = Duration.ofSeconds(1);

    private volatile boolean closed;

    ShutdownGate() {}

    void register(@Observes Filters filters) {
        // Behind those that give an answer its id and its CORS fields.
        filters.register(this::pass, RequestFilter.FIRST - 2);
    }

    void close(@Observes ShutdownDelayInitiatedEvent event) {
        closed = true;
    }

    private void pass(RoutingContext routing) {
        if (closed && !routing.normalizedPath().startsWith(OPERATIONS)) {
            routing.fail(Refusal.of(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(ELSEWHERE));
            return;
        }
        routing.addEndHandler(end -> {
            if (closed && end.failed()) {
                // In place of the framework, which says that some did, and not which. The client may have hung up.
                LOG.warn("a request ended without an answer while the process was ending");
            }
        });
        routing.next();
    }
}
