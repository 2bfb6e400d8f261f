package dev.gatehouse.reseller;

import dev.gatehouse.access.Caller;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.CurrentRequest;
import dev.gatehouse.screening.CheckContext.Origin;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From where the end client comes in the request at hand. That is the request's own address and browser where the client
 * calls by itself, what a reseller states of its client, and unknown where the provider's own backend calls: a server's
 * address is never taken for a client's, neither by a check nor by a limit.
 */
@RequestScoped
public class ClientOrigins {
    private final CurrentRequest request;
    private final RoutingContext http;
    private final Resellers resellers;

    ClientOrigins(CurrentRequest request, RoutingContext http, Resellers resellers) {
        this.request = request;
        this.http = http;
        this.resellers = resellers;
    }

    /**
     * The client's origin where a reseller has to state it: registrations and orders. Fails with {@code 422
     * validation-failed} at the header's name where it does not, or states what cannot be.
     *
     * @param caller who calls, or {@code null} without a credential
     */
    public Uni<Origin> required(@Nullable Caller caller) {
        return origin(caller, true);
    }

    /** As {@link #required}, but a reseller may say nothing of its client: then the origin is unknown. */
    public Uni<Origin> ifStated(@Nullable Caller caller) {
        return origin(caller, false);
    }

    private Uni<Origin> origin(@Nullable Caller caller, boolean required) {
        if (!(caller instanceof Caller.KeyHolder holder)) {
            return Uni.createFrom().item(Origin.of(request.info()));
        }
        UUID resellerId = holder.resellerId();
        if (resellerId == null) {
            return Uni.createFrom().item(Origin.NONE);
        }
        StatedClient stated = new StatedClient(header(StatedClient.ADDRESS), header(StatedClient.USER_AGENT));
        return stated.isSilent() && !required
                ? Uni.createFrom().item(Origin.NONE)
                : resellers
                        .find(resellerId)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Refusal.of(ErrorCode.UNAUTHENTICATED))
                        .map(reseller -> stated.origin(request.info(), OwnNetworks.of(reseller.networks())));
    }

    /** A field that is sent twice becomes a list, which is no address. */
    private @Nullable String header(String name) {
        MultiMap headers = http.request().headers();
        List<String> lines = headers.getAll(name);
        return lines.isEmpty() ? null : String.join(", ", lines);
    }
}
