package dev.gatehouse.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of the OpenID Connect issuer, for staff. A token counts if it is signed by one of the issuer's public keys with
 * RS256, PS256 or ES256, names the issuer and the audience, and is in its time (30 s of leeway). Its roles are those of the
 * set claim that are staff scopes; all others are nothing here. Our own clients' tokens are signed with HS256, by which no
 * token is taken here, and they name another issuer.
 */
@ApplicationScoped
class StaffTokens {
    private static final int LEEWAY_SECONDS = 30;
    private static final int LONGEST_SUBJECT = 255;
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

    private final OidcSettings settings;
    private final IssuerKeys keys;
    private final Clock clock;

    StaffTokens(OidcSettings settings, IssuerKeys keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Whose token it is, or {@code null} if it is not the issuer's, was changed or has expired. Fails with {@link
     * IssuerKeys.AwayException} where that cannot be told.
     */
    Uni<Caller.@Nullable Staff> read(String token) {
        String keyId = settings.issuer().isPresent() ? keyId(token) : null;
        return keyId == null
                ? Uni.createFrom().nullItem()
                : keys.find(keyId).map(key -> key == null ? null : verified(token, key));
    }

    /** The key that the token wants to be verified by, if it looks like one of ours at all. Nothing is verified yet. */
    private static @Nullable String keyId(String token) {
        JsonWebSignature jws = new JsonWebSignature();
        try {
            jws.setCompactSerialization(token);
            String type = jws.getHeader("typ");
            ALGORITHMS.checkConstraint(jws.getAlgorithmHeaderValue());
            return type == null || TYPES.contains(type.toLowerCase(Locale.ROOT)) ? jws.getKeyIdHeaderValue() : null;
        } catch (JoseException e) {
            return null;
        }
    }

    private Caller.@Nullable Staff verified(String token, PublicJsonWebKey key) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(ALGORITHMS)
                    .setVerificationKey(key.getPublicKey())
                    .setExpectedIssuer(true, settings.issuer().orElseThrow())
                    .setExpectedAudience(true, settings.audience().orElseThrow())
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setAllowedClockSkewInSeconds(LEEWAY_SECONDS)
                    .setEvaluationTime(
                            NumericDate.fromMilliseconds(clock.instant().toEpochMilli()))
                    .build()
                    .processToClaims(token);
            String subject = claims.getSubject();
            return subject.matches("[\\x21-\\x7e]{1," + LONGEST_SUBJECT + '}')
                    ? new Caller.Staff(subject, roles(claims.getClaimsMap()))
                    : null;
        } catch (InvalidJwtException | MalformedClaimException e) {
            return null;
        }
    }

    /** The claim of that very name, or what the path leads to; a list, or words. */
    private Set<String> roles(Map<String, Object> claims) {
        String path = settings.rolesClaim();
        Object found = claims.get(path);
        if (found == null) {
            found = claims;
            for (String step : path.split("/", -1)) {
                found = found instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        Stream<?> named = found instanceof Collection<?> many
                ? many.stream()
                : found instanceof String words ? Arrays.stream(words.split(" ", -1)) : Stream.empty();
        return named.filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(Scopes.OF_STAFF::contains)
                .collect(Collectors.toUnmodifiableSet());
    }
}
