package dev.gatehouse.platform.web;

import io.quarkus.arc.All;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How large a body may be: one limit for all routes, and higher ones for those that name an {@link OwnBodyLimit}.
 *
 * <p>The framework knows one limit alone, and holds {@code Content-Length} against it. On a route with its own the field
 * is therefore taken away once it has been looked at here; the decoder below has read it by then, and {@link
 * StreamedBody} counts what arrives.
 */
@ApplicationScoped
class BodyLimits {
    /** What may stand behind each segment of a path (RFC 3986, section 3.3); it decides on no resource. */
    private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

    /** How long what nobody reads is still taken in after an early answer, so that the answer is not lost to a reset. */
    private static final long DRAIN_MILLIS = 5_000;

    private final List<OwnBodyLimit> own;
    private final long most;

    BodyLimits(
            @All List<OwnBodyLimit> own, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        this.own = own;
        this.most = most.asLongValue();
    }

    /** Whether the body is said to be too large; prepares a route with a limit of its own for being streamed. */
    boolean tooLarge(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        OwnBodyLimit limit = of(routing);
        if (limit != null) {
            routing.put(StreamedBody.LIMIT, limit.mostBytes());
            request.headers().remove(HttpHeaders.CONTENT_LENGTH);
            endEarly(routing);
        }
        return length != null && exceeds(length, limit == null ? most : limit.mostBytes());
    }

    private @Nullable OwnBodyLimit of(RoutingContext routing) {
        String method = routing.request().method().name();
        String path = path(routing);
        for (OwnBodyLimit limit : own) {
            if (limit.path().equals(path) && limit.method().equals(method)) {
                return limit;
            }
        }
        return null;
    }

    /** The path as resources are matched by it: {@code /a/}, {@code //a}, {@code /%61} and {@code /a;b=c} are {@code /a}. */
    private static String path(RoutingContext routing) {
        String path;
        try {
            path = PARAMETERS.matcher(routing.normalizedPath()).replaceAll("");
        } catch (IllegalArgumentException e) {
            // It cannot be decoded, and so is nobody's; it is refused further on.
            return routing.request().path();
        }
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static boolean exceeds(String contentLength, long most) {
        try {
            return Long.parseLong(contentLength) > most;
        } catch (NumberFormatException e) {
            // Longer than any number; the HTTP decoder has refused what is no number at all.
            return true;
        }
    }

    /** An answer before the body's end says that the rest is not wanted, and the connection is closed behind it. */
    private static void endEarly(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        routing.addHeadersEndHandler(any -> {
            if (!request.isEnded() && request.version() != HttpVersion.HTTP_2) {
                routing.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
        });
        routing.addEndHandler(any -> {
            if (request.isEnded() || request.version() == HttpVersion.HTTP_2) {
                return;
            }
            long closing = routing.vertx()
                    .setTimer(DRAIN_MILLIS, late -> request.connection().close());
            request.handler(rest -> {}).endHandler(end -> {
                routing.vertx().cancelTimer(closing);
                request.connection().close();
            });
            request.resume();
        });
    }
}
