package dev.gatehouse.access;

import dev.gatehouse.platform.flight.Flights;
import dev.gatehouse.platform.http.HttpFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's public signing keys (RFC 7517), found by its discovery document (OpenID Connect Discovery 1.0, section 4)
 * unless their address is set. They are asked for again once an hour, and for a key that is not known, but at most once in
 * 30 seconds, so that nobody can use this node to flood the issuer. While the issuer is away, keys that are known stay good
 * for a day.
 */
@ApplicationScoped
class IssuerKeys {
    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration GOOD = Duration.ofDays(1);
    private static final Duration ASKED_EVERY = Duration.ofSeconds(30);
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final OidcSettings settings;
    private final IssuerHttp http;
    private final Clock clock;
    private final Flights<String, KeySet> flights = new Flights<>();
    private volatile KeySet known = new KeySet(Map.of(), Instant.EPOCH, Instant.EPOCH);

    IssuerKeys(OidcSettings settings, IssuerHttp http, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
    }

    /**
     * What is known of the issuer.
     *
     * @param keys by their ids
     * @param fetchedAt when the issuer last gave them
     * @param askedAt when it was last asked
     */
    private record KeySet(Map<String, PublicJsonWebKey> keys, Instant fetchedAt, Instant askedAt) {
        /** Whether the last question was answered. */
        boolean answered() {
            return !fetchedAt.isBefore(askedAt);
        }
    }

    /** The issuer cannot be asked, so nobody can tell whether there is such a key. */
    static final class AwayException extends IOException {
        private static final long serialVersionUID = 1;

        AwayException() {
            super("the issuer of staff's tokens is away");
        }
    }

    /**
     * The key of that id, or {@code null} if the issuer has none. Fails with an {@link AwayException} where that cannot be
     * told.
     */
    Uni<@Nullable PublicJsonWebKey> find(String id) {
        KeySet present = known;
        Instant now = clock.instant();
        boolean fresh = present.keys().containsKey(id)
                && present.fetchedAt().plus(FRESH).isAfter(now);
        if (fresh || present.askedAt().plus(ASKED_EVERY).isAfter(now)) {
            return among(present, id);
        }
        return flights.join("keys", this::refresh).flatMap(refreshed -> among(refreshed, id));
    }

    private Uni<@Nullable PublicJsonWebKey> among(KeySet set, String id) {
        PublicJsonWebKey key = set.keys().get(id);
        if (key != null && set.fetchedAt().plus(GOOD).isAfter(clock.instant())) {
            return Uni.createFrom().item(key);
        }
        return set.answered() ? Uni.createFrom().nullItem() : Uni.createFrom().failure(new AwayException());
    }

    private Uni<KeySet> refresh() {
        Instant now = clock.instant();
        return address()
                .flatMap(http::get)
                .map(IssuerKeys::read)
                .map(keys -> new KeySet(keys, now, now))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "the keys of the issuer of staff's tokens could not be had: %s",
                            failure instanceof HttpFailure known
                                    ? known.code()
                                    : failure.getClass().getSimpleName());
                    return new KeySet(known.keys(), known.fetchedAt(), now);
                })
                .invoke(set -> known = set);
    }

    private Uni<String> address() {
        if (settings.jwksUrl().isPresent()) {
            return Uni.createFrom().item(settings.jwksUrl().get());
        }
        String issuer = settings.issuer().orElseThrow();
        return http.get(issuer.replaceAll("/+$", "") + DISCOVERY).map(text -> discovered(issuer, text));
    }

    private static String discovered(String issuer, String text) {
        JsonObject document = new JsonObject(text);
        String address = document.getString("jwks_uri", "");
        if (!issuer.equals(document.getString("issuer"))
                || !URI.create(issuer).getScheme().equals(URI.create(address).getScheme())) {
            throw new DecodeException("not the issuer's discovery document");
        }
        return address;
    }

    /** Those that verify signatures; what is of another kind, or cannot be read, is left out. */
    private static Map<String, PublicJsonWebKey> read(String text) {
        Map<String, PublicJsonWebKey> keys = new HashMap<>();
        for (Object each : new JsonObject(text).getJsonArray("keys")) {
            if (each instanceof JsonObject json
                    && json.getValue("kid") instanceof String id
                    && "sig".equals(json.getValue("use", "sig"))) {
                try {
                    if (JsonWebKey.Factory.newJwk(json.encode()) instanceof PublicJsonWebKey key) {
                        keys.put(id, key);
                    }
                } catch (JoseException e) {
                    LOG.debugf(
                            "a key of the issuer is left out: %s", e.getClass().getSimpleName());
                }
            }
        }
        return Map.copyOf(keys);
    }
}
