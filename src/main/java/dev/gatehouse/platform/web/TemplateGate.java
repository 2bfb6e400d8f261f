package dev.gatehouse.platform.web;

import dev.gatehouse.platform.template.Templates;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;

/**
 * Lets the first requests of a node wait until the {@link Templates} are parsed; health and metrics do not. The framework
 * holds a request's body back until somebody reads it, so nothing is lost meanwhile.
 */
@ApplicationScoped
public class TemplateGate {
    private final Templates templates;

    TemplateGate(Templates templates) {
        this.templates = templates;
    }

    void register(@Observes Filters filters) {
        // Behind ShutdownGate.
        filters.register(this::pass, RequestFilter.FIRST - 3);
    }

    private void pass(RoutingContext routing) {
        if (templates.parsed() || routing.normalizedPath().startsWith(ShutdownGate.OPERATIONS)) {
            routing.next();
            return;
        }
        Context own = Objects.requireNonNull(Vertx.currentContext(), "a request has a context");
        templates
                .whenParsed()
                .subscribe()
                .with(
                        parsed -> own.runOnContext(any -> routing.next()),
                        failure -> own.runOnContext(any -> routing.fail(failure)));
    }
}
