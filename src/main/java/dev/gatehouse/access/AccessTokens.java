package dev.gatehouse.access;

import dev.gatehouse.platform.crypto.Keyring;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens: JWTs (RFC 7519) signed with HS256 under a key derived from the secret, whose id stands in {@code kid}.
 * They name the account and the session; whether the session still lives is asked of the database at every use.
 */
@ApplicationScoped
public class AccessTokens {
    private static final String ISSUER = "gatehouse";
    private static final String AUDIENCE = "gatehouse-client";
    private static final String SESSION = "sid";
    private static final String PURPOSE = "access-token";

    private final Keyring keyring;
    private final Clock clock;
    private final AccessSettings settings;

    AccessTokens(Keyring keyring, Clock clock, AccessSettings settings) {
        this.keyring = keyring;
        this.clock = clock;
        this.settings = settings;
    }

    /** How long a token lives. */
    public Duration lifetime() {
        return settings.accessTokenLifetime();
    }

    /** A new token for a session of an account. */
    public String issue(UUID accountId, UUID sessionId) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(accountId.toString());
        claims.setStringClaim(SESSION, sessionId.toString());
        claims.setIssuedAt(date(now));
        claims.setExpirationTime(date(now.plus(lifetime())));
        byte[] id = keyring.currentId();
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        jws.setKeyIdHeaderValue(Base64.getUrlEncoder().withoutPadding().encodeToString(id));
        jws.setKey(secretKey(keyring.key(PURPOSE)));
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("an access token could not be signed", e);
        }
    }

    /** Whose token it is, or {@code null} if it is not ours, was changed or has expired. */
    public Caller.@Nullable Client read(String token) {
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                    .setVerificationKeyResolver((jws, nesting) -> resolve(jws.getKeyIdHeaderValue()))
                    .setExpectedIssuer(ISSUER)
                    .setExpectedAudience(AUDIENCE)
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setEvaluationTime(date(clock.instant()))
                    .build()
                    .processToClaims(token);
            return new Caller.Client(
                    UUID.fromString(claims.getSubject()), UUID.fromString(claims.getStringClaimValue(SESSION)));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            return null;
        }
    }

    private SecretKey resolve(@Nullable String keyId) throws UnresolvableKeyException {
        try {
            byte[] key = keyId == null
                    ? null
                    : keyring.key(PURPOSE, Base64.getUrlDecoder().decode(keyId));
            if (key != null) {
                return secretKey(key);
            }
        } catch (IllegalArgumentException e) {
            throw new UnresolvableKeyException("the key id is not base64url", e);
        }
        throw new UnresolvableKeyException("no such key");
    }

    private static SecretKey secretKey(byte[] key) {
        return new SecretKeySpec(key, "HmacSHA256");
    }

    private static NumericDate date(Instant instant) {
        return NumericDate.fromMilliseconds(instant.toEpochMilli());
    }
}
