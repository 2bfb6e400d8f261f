package dev.gatehouse.platform.web;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The first thing that sees a request, whatever it is for: gives it its id (echoed at once, so that it stands on every
 * response, and put in every log line), the header fields of every answer, and its {@link RequestInfo}.
 */
@ApplicationScoped
public class RequestFilter {
    static final String REQUEST_ID = "X-Request-Id";
    static final String DEVICE = "Gatehouse-Device";

    /** Before the framework's own filters, CORS and authentication among them. */
    static final int FIRST = 10_000;

    private static final int MAX_DEVICE = 128;
    private static final int MAX_USER_AGENT = 512;
    private static final int MAX_LANGUAGE = 255;
    private static final ClientAddress LOOPBACK = ClientAddress.of(new byte[] {127, 0, 0, 1});

    private final RequestIds ids;
    private final ClientAddressResolver addresses;
    private final BodyLimits bodies;

    RequestFilter(RequestIds ids, WebSettings settings, BodyLimits bodies) {
        this.ids = ids;
        this.bodies = bodies;
        this.addresses = new ClientAddressResolver(
                settings.trustedProxies().orElse(List.of()).stream()
                        .map(text -> Objects.requireNonNull(Cidr.parse(text), "GATEHOUSE_TRUSTED_PROXIES"))
                        .toList(),
                settings.forwardedHeader());
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, FIRST);
    }

    private void enter(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String id = ids.accept(request.getHeader(REQUEST_ID));
        MDC.put("requestId", id);
        MultiMap headers = routing.response().headers();
        headers.set(REQUEST_ID, id);
        SecurityHeaders.set(headers);
        RequestInfo info = new RequestInfo(
                id,
                addresses.resolve(peer(request), request.headers().getAll(addresses.header())),
                cut(request.getHeader("User-Agent"), MAX_USER_AGENT),
                cut(request.getHeader("Accept-Language"), MAX_LANGUAGE),
                request.getHeader(DEVICE));
        routing.put(CurrentRequest.KEY, info);
        Refusal refusal = refusal(info, bodies.tooLarge(routing));
        if (refusal == null) {
            routing.next();
        } else {
            routing.fail(refusal);
        }
    }

    /** What is wrong with the request before anything of it has been read. */
    private @Nullable Refusal refusal(RequestInfo info, boolean tooLarge) {
        if (tooLarge) {
            return Refusal.of(ErrorCode.PAYLOAD_TOO_LARGE);
        }
        String device = info.device();
        if (device != null && device.length() > MAX_DEVICE) {
            return Refusal.invalid(DEVICE, "too-long", "This has more than " + MAX_DEVICE + " characters.");
        }
        return null;
    }

    /** The TCP peer; a peer on a Unix socket is this machine. */
    private static ClientAddress peer(HttpServerRequest request) {
        SocketAddress remote = request.connection().remoteAddress();
        ClientAddress address = remote == null ? null : ClientAddress.parse(remote.hostAddress());
        return address == null ? LOOPBACK : address;
    }

    private static @Nullable String cut(@Nullable String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
