package dev.gatehouse.webhook;

import dev.gatehouse.dns.HostAddresses;
import dev.gatehouse.platform.web.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which address a delivery is sent to, so that no endpoint makes this node talk to its own network (server-side
 * request forgery). A name is resolved once, every address it has must be public, and the one that was judged is the
 * one that is connected to: a name that changes between look and use gains nothing.
 */
@ApplicationScoped
class SsrfGuard {
    private final WebhookSettings settings;
    private final HostAddresses hosts;

    SsrfGuard(WebhookSettings settings, HostAddresses hosts) {
        this.settings = settings;
        this.hosts = hosts;
    }

    /** Why a delivery is not sent. The code is one of {@link Attempt}'s. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String code) {
            super(code, null, false, false);
        }

        String code() {
            return String.valueOf(getMessage());
        }
    }

    /** The rules for URLs; they may have become stricter since an endpoint was made. */
    WebhookSettings rules() {
        return settings;
    }

    /**
     * The address to connect to, or {@code null} where any is allowed and the URL's host is good as it is. Fails with a
     * {@link RefusedException}.
     */
    Uni<@Nullable SocketAddress> address(URI url) {
        if (EndpointUrl.problem(url.toString(), settings) != null) {
            return refused("url");
        }
        if (settings.allowPrivate()) {
            return Uni.createFrom().nullItem();
        }
        String name = EndpointUrl.name(url);
        ClientAddress literal = EndpointUrl.literal(name);
        Uni<List<ClientAddress>> found = literal == null
                ? hosts.of(name).onFailure().transform(failure -> new RefusedException("unresolved"))
                : Uni.createFrom().item(List.of(literal));
        return found.flatMap(addresses -> judged(addresses, EndpointUrl.port(url)));
    }

    private static Uni<@Nullable SocketAddress> judged(List<ClientAddress> addresses, int port) {
        if (addresses.isEmpty()) {
            return refused("unresolved");
        }
        return addresses.stream().allMatch(PublicNetwork::contains)
                ? Uni.createFrom()
                        .item(SocketAddress.inetSocketAddress(
                                port, addresses.get(0).text()))
                : refused("address");
    }

    private static Uni<@Nullable SocketAddress> refused(String code) {
        return Uni.createFrom().failure(new RefusedException(code));
    }
}
