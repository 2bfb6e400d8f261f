package dev.gatehouse.platform.web;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Holds the {@link RequestInfo} of the request at hand; the filter fills it before anything else runs. */
@RequestScoped
public class CurrentRequest {
    private @Nullable RequestInfo info;

    /** What the request tells about itself. */
    public RequestInfo info() {
        if (info == null) {
            throw new IllegalStateException("no request is at hand");
        }
        return info;
    }

    void set(RequestInfo request) {
        this.info = request;
    }
}
