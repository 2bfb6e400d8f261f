package dev.gatehouse.sandbox.stack;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * An OpenID Connect issuer without people: whoever asks {@code POST /oidc/tokens} with claims such as {@code
 * {"sub":"anna","roles":["staff:read"]}} gets a token with them, which is good for an hour.
 */
final class IssuerSimulator {

    static final String PATH = "/oidc";
    static final String AUDIENCE = "gatehouse";

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final String issuer;
    private final Clock clock;
    private final EllipticCurveJsonWebKey key;

    IssuerSimulator(String issuer, Clock clock) throws IOException {
        this.issuer = issuer;
        this.clock = clock;
        try {
            this.key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IOException(e);
        }
        key.setKeyId("sandbox");
    }

    void discover(Exchange exchange) throws IOException {
        exchange.answer(200, Map.of("issuer", issuer, "jwks_uri", issuer + "/keys"));
    }

    void keys(Exchange exchange) throws IOException {
        exchange.answer(
                200, "application/json", new JsonWebKeySet(List.of(key)).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    void issue(Exchange exchange) throws IOException {
        Map<String, Object> claims = new HashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", AUDIENCE);
        claims.put("exp", clock.instant().plus(LIFETIME).getEpochSecond());
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        try {
            claims.putAll(JsonUtil.parseJson(exchange.body()));
            jws.setPayload(JsonUtil.toJson(claims));
            exchange.answer(200, Map.of("token", jws.getCompactSerialization()));
        } catch (JoseException e) {
            throw new IOException(e);
        }
    }
}
