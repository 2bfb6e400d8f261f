package dev.gatehouse.platform.problem;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Routes below JAX-RS that fail, for {@link ProblemTest}. */
@ApplicationScoped
public class ProblemProbeRoutes {
    void register(@Observes Router router) {
        router.get("/probe-route/fail").handler(routing -> routing.fail(ProblemProbe.make("other")));
        router.get("/probe-route/unauthorized").handler(routing -> routing.fail(ProblemProbe.make("authentication")));
        router.get("/probe-route/503").handler(routing -> routing.fail(503));
    }
}
