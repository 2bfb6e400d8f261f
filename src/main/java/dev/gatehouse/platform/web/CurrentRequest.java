package dev.gatehouse.platform.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/** Gives the {@link RequestInfo} of the request at hand; {@link RequestFilter} has made it before anything else ran. */
@RequestScoped
public class CurrentRequest {
    static final String KEY = RequestInfo.class.getName();

    private final CurrentVertxRequest request;

    CurrentRequest(CurrentVertxRequest request) {
        this.request = request;
    }

    /**
     * What the request tells about itself.
     *
     * @throws IllegalStateException if no HTTP request is at hand
     */
    public RequestInfo info() {
        RoutingContext routing = request.getCurrent();
        RequestInfo info = routing == null ? null : routing.get(KEY);
        if (info == null) {
            throw new IllegalStateException("no request is at hand");
        }
        return info;
    }
}
