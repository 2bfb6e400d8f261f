package dev.gatehouse.platform.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cross-origin resource sharing (Fetch standard, section 3.2) for the panel's origins. Others get no CORS fields, which
 * is what makes browsers refuse; they are not answered with an error, as the framework's filter does, since that would
 * also refuse the service's own forms behind a proxy that ends TLS. No credentials mode: tokens go in
 * {@code Authorization}, there are no cookies.
 */
@ApplicationScoped
public class CorsFilter {
    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, Gatehouse-Device, X-Request-Id, Gatehouse-Account";
    private static final String RESPONSE_HEADERS =
            "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed, Location";
    private static final String MAX_AGE_SECONDS = "3600";

    private final Set<String> origins;

    CorsFilter(WebSettings settings) {
        this.origins = settings.panelOrigins().orElse(List.of()).stream()
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    void register(@Observes Filters filters) {
        if (!origins.isEmpty()) {
            filters.register(this::share, RequestFilter.FIRST - 1);
        }
    }

    private void share(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        MultiMap headers = routing.response().headers();
        headers.add("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin == null || !origins.contains(origin)) {
            routing.next();
            return;
        }
        headers.set("Access-Control-Allow-Origin", origin);
        headers.set("Access-Control-Expose-Headers", RESPONSE_HEADERS);
        boolean preflight = HttpMethod.OPTIONS.equals(request.method())
                && request.getHeader("Access-Control-Request-Method") != null;
        if (!preflight) {
            routing.next();
            return;
        }
        headers.set("Access-Control-Allow-Methods", METHODS);
        headers.set("Access-Control-Allow-Headers", REQUEST_HEADERS);
        headers.set("Access-Control-Max-Age", MAX_AGE_SECONDS);
        routing.response().setStatusCode(204).end();
    }
}
