package dev.gatehouse.access;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who calls in the request at hand, and the account that the request is about. */
@RequestScoped
public class CurrentCaller {
    private static final String ACCOUNT = "Gatehouse-Account";

    private final CurrentIdentityAssociation identity;
    private final SessionDirectory accounts;
    private final RoutingContext http;

    CurrentCaller(CurrentIdentityAssociation identity, SessionDirectory accounts, RoutingContext http) {
        this.identity = identity;
        this.accounts = accounts;
        this.http = http;
    }

    /** The caller, or {@code null} without a credential. */
    public Uni<@Nullable Caller> caller() {
        return identity.getDeferredIdentity().map(CredentialMechanism::callerOf);
    }

    /** The caller; fails with {@code 401} without a credential. */
    public Uni<Caller> required() {
        return caller().onItem().ifNull().failWith(() -> Refusal.of(ErrorCode.UNAUTHENTICATED));
    }

    /** The caller's {@link Caller#actor}; fails with {@code 401} without a credential. */
    public Uni<String> actor() {
        return required().map(Caller::actor);
    }

    /**
     * The account that the request is about: a client's own, or the one that a key's holder names in {@code
     * Gatehouse-Account}. Fails with {@code 404} for one that is not there or not the reseller's, and with {@code 422}
     * where a key's holder names none.
     */
    public Uni<UUID> account() {
        return caller().flatMap(caller -> {
            if (caller instanceof Caller.Client client) {
                return Uni.createFrom().item(client.accountId());
            }
            if (caller instanceof Caller.KeyHolder holder) {
                return named(holder);
            }
            return Uni.createFrom().failure(Refusal.of(ErrorCode.UNAUTHENTICATED));
        });
    }

    /**
     * Fails with {@code 404} unless the caller may act for that account: its own, or one of the reseller's. A {@code
     * Gatehouse-Account} that is sent must name the same one.
     */
    public Uni<Void> mayActFor(UUID accountId) {
        return caller().flatMap(caller -> {
            String header = http.request().getHeader(ACCOUNT);
            boolean other = header != null && !accountId.equals(parse(header));
            UUID reseller = caller instanceof Caller.KeyHolder holder ? holder.resellerId() : null;
            if (caller == null
                    || other
                    || (caller instanceof Caller.Client client
                            && !client.accountId().equals(accountId))) {
                return Uni.createFrom().failure(Refusal.of(ErrorCode.NOT_FOUND));
            }
            return accounts.exists(accountId, reseller)
                    .flatMap(exists -> exists
                            ? Uni.createFrom().voidItem()
                            : Uni.createFrom().failure(Refusal.of(ErrorCode.NOT_FOUND)));
        });
    }

    private Uni<UUID> named(Caller.KeyHolder holder) {
        String header = http.request().getHeader(ACCOUNT);
        if (header == null) {
            return Uni.createFrom().failure(Refusal.invalid(ACCOUNT, "required", "Name the account in this header."));
        }
        UUID id = parse(header);
        if (id == null) {
            return Uni.createFrom().failure(Refusal.of(ErrorCode.NOT_FOUND));
        }
        AccountInLogs.put(id);
        return accounts.exists(id, holder.resellerId())
                .flatMap(exists ->
                        exists ? Uni.createFrom().item(id) : Uni.createFrom().failure(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    private static @Nullable UUID parse(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
