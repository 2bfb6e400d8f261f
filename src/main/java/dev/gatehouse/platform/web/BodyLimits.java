package dev.gatehouse.platform.web;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * How large a body may be: that of a {@link LargeBody} as it says, any other as {@code GATEHOUSE_HTTP_MAX_BODY} says. The
 * framework knows one limit for all, so its own is the largest of them.
 */
@ApplicationScoped
public class BodyLimits {
    /** After the framework has noted its own limit for bodies of unknown length, before anything reads one. */
    private static final int AFTER_THE_FRAMEWORKS = -1;

    private final List<LargeBody> large;
    private final long usual;

    BodyLimits(@All List<LargeBody> large, WebSettings settings) {
        this.large = List.copyOf(large);
        this.usual = settings.maxBody().asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(AFTER_THE_FRAMEWORKS).handler(this::lower);
    }

    private void lower(RoutingContext routing) {
        if (routing.get(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY) != null) {
            routing.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, most(routing.request()));
        }
        routing.next();
    }

    /** The most bytes that the body of that request may have. */
    long most(HttpServerRequest request) {
        for (LargeBody route : large) {
            if (route.method().equals(request.method()) && route.path().equals(request.path())) {
                return route.most();
            }
        }
        return usual;
    }
}
