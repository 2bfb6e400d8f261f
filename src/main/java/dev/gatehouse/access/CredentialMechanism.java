package dev.gatehouse.access;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the one credential of a request: {@code X-Api-Key}, else {@code Authorization: Bearer} with a client's token or
 * one of staff's from their issuer. Both at once, or one that is not valid, is a failed authentication; none is an
 * anonymous caller. Whatever a reseller's key is sent to counts against that reseller's rate.
 */
@ApplicationScoped
public class CredentialMechanism implements HttpAuthenticationMechanism {
    /** Under this name the identity holds its {@link Caller}. */
    static final String CALLER = "gatehouse.caller";

    private static final String API_KEY = "X-Api-Key";
    /** The issuer is not asked more often. */
    private static final Duration ISSUER_RETRY = Duration.ofSeconds(30);

    private static final String BEARER = "Bearer ";
    private static final int LONGEST_TOKEN = 8192;

    private final AccessTokens tokens;
    private final StaffTokens staffTokens;
    private final ApiKeys keys;
    private final SessionDirectory sessions;
    private final ResellerRequests resellerRequests;

    CredentialMechanism(
            AccessTokens tokens,
            StaffTokens staffTokens,
            ApiKeys keys,
            SessionDirectory sessions,
            ResellerRequests resellerRequests) {
        this.tokens = tokens;
        this.staffTokens = staffTokens;
        this.keys = keys;
        this.sessions = sessions;
        this.resellerRequests = resellerRequests;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String key = context.request().getHeader(API_KEY);
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (key != null && authorization != null) {
            return refused();
        }
        if (key != null) {
            return keys.holder(key)
                    .flatMap(holder -> holder == null
                            ? refused()
                            : resellerRequests.count(holder).flatMap(any -> identity(holder, holder.scopes())));
        }
        if (authorization == null) {
            return Uni.createFrom().nullItem();
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                || authorization.length() > LONGEST_TOKEN) {
            return refused();
        }
        return bearer(authorization.substring(BEARER.length()).strip());
    }

    private Uni<SecurityIdentity> bearer(String token) {
        Caller.Client client = tokens.read(token);
        if (client == null) {
            return staff(token);
        }
        return sessions.isLive(client.accountId(), client.sessionId()).flatMap(live -> {
            if (!live) {
                return refused();
            }
            AccountInLogs.put(client.accountId());
            return identity(client, Set.of(Scopes.CLIENT));
        });
    }

    private Uni<SecurityIdentity> staff(String token) {
        return staffTokens
                .read(token)
                .onFailure(IssuerKeys.AwayException.class)
                .transform(away -> Refusal.of(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(ISSUER_RETRY))
                .flatMap(staff -> staff == null ? refused() : identity(staff, staff.scopes()));
    }

    private static Uni<SecurityIdentity> identity(Caller caller, Set<String> roles) {
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(caller.actor()))
                        .addRoles(roles)
                        .addAttribute(CALLER, caller)
                        .build());
    }

    private static Uni<SecurityIdentity> refused() {
        return Uni.createFrom().failure(new AuthenticationFailedException());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    /** The caller of an identity, or {@code null} for an anonymous one. */
    static @Nullable Caller callerOf(SecurityIdentity identity) {
        return identity.getAttribute(CALLER);
    }
}
