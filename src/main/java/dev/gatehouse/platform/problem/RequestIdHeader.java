package dev.gatehouse.platform.problem;

import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The id of a request, as the response echoes it already when anything of ours runs. */
final class RequestIdHeader {
    private static final String NAME = "X-Request-Id";

    private RequestIdHeader() {}

    static @Nullable String of(RoutingContext routing) {
        return routing.response().headers().get(NAME);
    }
}
