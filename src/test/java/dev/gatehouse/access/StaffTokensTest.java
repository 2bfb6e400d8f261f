package dev.gatehouse.access;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Settings;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of an issuer that a test teaches. */
class StaffTokensTest {
    private static final String DISCOVERY = "/realm/.well-known/openid-configuration";
    private static final String KEYS = "/realm/keys";
    private static final WireMockServer SERVER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private static final Vertx VERTX = Vertx.vertx();
    private static final PublicJsonWebKey RSA = made(() -> RsaJwkGenerator.generateJwk(2048), "rsa");
    private static final PublicJsonWebKey OTHER_RSA = made(() -> RsaJwkGenerator.generateJwk(2048), "rsa");
    private static final PublicJsonWebKey EC = made(() -> EcJwkGenerator.generateJwk(EllipticCurves.P256), "ec");

    private final MovableClock clock = new MovableClock();

    @SuppressWarnings("NullAway.Init") // set before each test
    private StaffTokens tokens;

    interface Maker {
        PublicJsonWebKey make() throws JoseException;
    }

    private static PublicJsonWebKey made(Maker maker, String id) {
        try {
            PublicJsonWebKey key = maker.make();
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
        VERTX.close();
    }

    @BeforeEach
    void teach() {
        SERVER.resetAll();
        SERVER.stubFor(get(urlEqualTo(DISCOVERY))
                .willReturn(
                        okJson("{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + SERVER.baseUrl() + KEYS + "\"}")));
        publish(RSA, EC);
        tokens = tokens(Map.of());
    }

    // --- good ones ---

    @ParameterizedTest
    @MethodSource("goodOnes")
    void aGoodTokenIsTaken(String what, PublicJsonWebKey key, String algorithm, @Nullable String type) {
        Caller.Staff staff = read(signed(key, key.getPrivateKey(), algorithm, type, claims -> {}));

        assertThat(staff).as(what).isNotNull();
        assertThat(Objects.requireNonNull(staff).actor()).isEqualTo("oidc:anna");
        assertThat(staff.scopes()).containsExactlyInAnyOrder("staff:read", "staff:kyc");
    }

    static Stream<Arguments> goodOnes() {
        return Stream.of(
                Arguments.of("RS256", RSA, "RS256", "JWT"),
                Arguments.of("PS256", RSA, "PS256", "at+jwt"),
                Arguments.of("ES256", EC, "ES256", null),
                Arguments.of("a media type", EC, "ES256", "application/at+jwt"));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void rolesAreReadWhereTheyStand(String path, String name, Object value, Set<String> expected) {
        StaffTokens set = tokens(Map.of("gatehouse.oidc.roles-claim", path));
        String token = signed(EC, EC.getPrivateKey(), "ES256", "JWT", claims -> {
            claims.unsetClaim("roles");
            claims.setClaim(name, value);
        });

        Caller.Staff staff = read(set, token);

        assertThat(staff).isNotNull();
        assertThat(Objects.requireNonNull(staff).scopes()).isEqualTo(expected);
    }

    static Stream<Arguments> claims() {
        List<String> read = List.of("staff:read", "offline_access");
        return Stream.of(
                Arguments.of("roles", "roles", read, Set.of("staff:read")),
                Arguments.of("roles", "roles", "staff:read staff:decide x", Set.of("staff:read", "staff:decide")),
                Arguments.of("realm_access/roles", "realm_access", Map.of("roles", read), Set.of("staff:read")),
                Arguments.of("https://example.org/roles", "https://example.org/roles", read, Set.of("staff:read")),
                Arguments.of("roles", "groups", read, Set.of()),
                Arguments.of("realm_access/roles", "realm_access", read, Set.of()),
                Arguments.of("roles", "roles", 7, Set.of()),
                Arguments.of("roles", "roles", List.of(1, "STAFF:READ", "staff:root"), Set.of()),
                Arguments.of(
                        "roles",
                        "roles",
                        List.of("client", "panel:orders", "panel:accounts", "accounts:write", "staff:admin"),
                        Set.of("staff:admin")));
    }

    // --- bad ones ---

    @ParameterizedTest
    @MethodSource("badOnes")
    void aBadTokenIsNot(String what, String token) {
        assertThat(read(token)).as(what).isNull();
    }

    static Stream<Arguments> badOnes() {
        return Stream.of(
                bad("another issuer", claims -> claims.setIssuer("https://id.example.org")),
                bad("the issuer with a slash", claims -> claims.setIssuer(issuer() + "/")),
                bad("our own issuer", claims -> claims.setIssuer("gatehouse")),
                bad("no issuer", claims -> claims.unsetClaim("iss")),
                bad("another audience", claims -> claims.setAudience("another")),
                bad("our clients' audience", claims -> claims.setAudience("gatehouse-client")),
                bad("no audience", claims -> claims.unsetClaim("aud")),
                bad("expired", claims -> claims.setExpirationTime(in(-31))),
                bad("no end", claims -> claims.unsetClaim("exp")),
                bad("not yet", claims -> claims.setNotBefore(in(90))),
                bad("nobody", claims -> claims.unsetClaim("sub")),
                bad("an empty subject", claims -> claims.setSubject("")),
                bad("a subject with a line break", claims -> claims.setSubject("a\nb")),
                bad("a subject without an end", claims -> claims.setSubject("x".repeat(256))),
                Arguments.of("no signature", unsigned()),
                Arguments.of("HS256 with the public key", signed(RSA, hmac(RSA), "HS256", "JWT", claims -> {})),
                Arguments.of("RS384", signed(RSA, RSA.getPrivateKey(), "RS384", "JWT", claims -> {})),
                Arguments.of(
                        "another's key of that id", signed(RSA, OTHER_RSA.getPrivateKey(), "RS256", "JWT", c -> {})),
                Arguments.of("a key of another kind", signed(EC, RSA.getPrivateKey(), "RS256", "JWT", claims -> {})),
                Arguments.of("no key's id", signed(null, RSA.getPrivateKey(), "RS256", "JWT", claims -> {})),
                Arguments.of("a logout token", signed(EC, EC.getPrivateKey(), "ES256", "logout+jwt", claims -> {})),
                Arguments.of("changed", signed(EC, EC.getPrivateKey(), "ES256", "JWT", claims -> {}) + "x"),
                Arguments.of("no token", "x"),
                Arguments.of("nothing", ""),
                Arguments.of("dots", "a.b.c"),
                Arguments.of("JWE", "a.b.c.d.e"));
    }

    private static Arguments bad(String what, Consumer<JwtClaims> change) {
        return Arguments.of(what, signed(EC, EC.getPrivateKey(), "ES256", "JWT", change));
    }

    @Test
    void theLeewayIsHalfAMinute() {
        assertThat(read(signed(EC, EC.getPrivateKey(), "ES256", "JWT", claims -> claims.setExpirationTime(in(-15)))))
                .isNotNull();
        assertThat(read(signed(EC, EC.getPrivateKey(), "ES256", "JWT", claims -> claims.setNotBefore(in(15)))))
                .isNotNull();
    }

    @Test
    void withoutAnIssuerThereIsNone() {
        OidcSettings none = Settings.of(OidcSettings.class);
        StaffTokens unset = new StaffTokens(none, new IssuerKeys(none, new IssuerHttp(VERTX, none), clock), clock);

        assertThat(read(unset, good())).isNull();
        assertThat(asked(KEYS)).isZero();
    }

    // --- the keys ---

    @Test
    void theKeysAreKept() {
        for (int i = 0; i < 5; i++) {
            assertThat(read(good())).isNotNull();
        }
        assertThat(asked(DISCOVERY)).isEqualTo(1);
        assertThat(asked(KEYS)).isEqualTo(1);

        clock.advance(Duration.ofMinutes(61));
        assertThat(read(good())).isNotNull();
        assertThat(asked(KEYS)).isEqualTo(2);
    }

    @Test
    void anUnknownKeyIsAskedForOnceInAWhile() {
        // given
        PublicJsonWebKey next = made(() -> EcJwkGenerator.generateJwk(EllipticCurves.P256), "next");
        String token = signed(next, next.getPrivateKey(), "ES256", "JWT", claims -> {});
        assertThat(read(good())).isNotNull();

        // when
        for (int i = 0; i < 5; i++) {
            assertThat(read(token)).isNull();
        }
        assertThat(asked(KEYS)).isEqualTo(1);
        clock.advance(Duration.ofSeconds(31));
        for (int i = 0; i < 5; i++) {
            assertThat(read(token)).isNull();
        }

        // then
        assertThat(asked(KEYS)).isEqualTo(2);
        publish(EC, next);
        clock.advance(Duration.ofSeconds(31));
        assertThat(read(token)).isNotNull();
        assertThat(asked(KEYS)).isEqualTo(3);
    }

    @Test
    void aKeyThatIsGoneIsGoneWithTheNextLook() {
        assertThat(read(good())).isNotNull();
        publish(RSA);
        clock.advance(Duration.ofMinutes(61));

        assertThat(read(good())).isNull();
    }

    @Test
    void whileTheIssuerIsAwayAKnownKeyIsGoodForADay() {
        assertThat(read(good())).isNotNull();
        SERVER.stubFor(get(urlEqualTo(KEYS)).willReturn(aResponse().withStatus(500)));

        clock.advance(Duration.ofHours(23));
        assertThat(read(good())).isNotNull();
        clock.advance(Duration.ofHours(2));
        assertAway(good());
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void whileTheIssuerIsAwayNothingIsKnown(String what, String path, int status, String body) {
        SERVER.stubFor(
                get(urlEqualTo(path)).willReturn(aResponse().withStatus(status).withBody(body)));

        assertAway(good());
        assertAway(good());
        assertThat(asked(path)).as(what).isEqualTo(1);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("no discovery", DISCOVERY, 404, ""),
                Arguments.of(
                        "another's discovery",
                        DISCOVERY,
                        200,
                        "{\"issuer\":\"https://id.example.org\",\"jwks_uri\":\"x\"}"),
                Arguments.of("keys elsewhere", DISCOVERY, 200, "{\"issuer\":\"" + "ISSUER" + "\"}"),
                Arguments.of("no JSON", KEYS, 200, "<html>"),
                Arguments.of("no keys", KEYS, 200, "{}"),
                Arguments.of("an error", KEYS, 503, ""),
                Arguments.of("a redirect", KEYS, 302, ""),
                Arguments.of("too much", KEYS, 200, "x".repeat((1 << 20) + 1)));
    }

    @Test
    void whereTheKeysAreCanBeSet() {
        StaffTokens set = tokens(Map.of("gatehouse.oidc.jwks-url", SERVER.baseUrl() + KEYS));

        assertThat(read(set, good())).isNotNull();
        assertThat(asked(DISCOVERY)).isZero();
    }

    private void assertAway(String token) {
        assertThatThrownBy(() -> read(token))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IssuerKeys.AwayException.class);
    }

    private StaffTokens tokens(Map<String, String> more) {
        Map<String, String> values =
                new HashMap<>(Map.of("gatehouse.oidc.issuer", issuer(), "gatehouse.oidc.audience", "gatehouse"));
        values.putAll(more);
        OidcSettings settings = Settings.of(OidcSettings.class, values);
        return new StaffTokens(settings, new IssuerKeys(settings, new IssuerHttp(VERTX, settings), clock), clock);
    }

    private static String issuer() {
        if (!SERVER.isRunning()) {
            SERVER.start();
        }
        return SERVER.baseUrl() + "/realm";
    }

    private static void publish(PublicJsonWebKey... keys) {
        SERVER.stubFor(get(urlEqualTo(KEYS))
                .willReturn(okJson(new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY))));
    }

    private static int asked(String path) {
        return SERVER.findAll(getRequestedFor(urlEqualTo(path))).size();
    }

    private static String good() {
        return signed(EC, EC.getPrivateKey(), "ES256", "JWT", claims -> claims.setExpirationTime(in(200_000)));
    }

    private static NumericDate in(long seconds) {
        NumericDate date = NumericDate.now();
        date.addSeconds(seconds);
        return date;
    }

    private static JwtClaims claims(Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience("gatehouse");
        claims.setSubject("anna");
        claims.setExpirationTime(in(300));
        claims.setStringListClaim("roles", "staff:read", "staff:kyc", "client");
        change.accept(claims);
        return claims;
    }

    private static String signed(
            @Nullable PublicJsonWebKey named,
            Key key,
            String algorithm,
            @Nullable String type,
            Consumer<JwtClaims> change) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setDoKeyValidation(false);
        jws.setPayload(claims(change).toJson());
        jws.setAlgorithmHeaderValue(algorithm);
        if (named != null) {
            jws.setKeyIdHeaderValue(String.valueOf(named.getKeyId()));
        }
        if (type != null) {
            jws.setHeader("typ", type);
        }
        jws.setKey(key);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned() {
        java.util.Base64.Encoder encoder = java.util.Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\",\"kid\":\"ec\"}".getBytes(StandardCharsets.UTF_8))
                + '.'
                + encoder.encodeToString(claims(any -> {}).toJson().getBytes(StandardCharsets.UTF_8))
                + '.';
    }

    private static Key hmac(PublicJsonWebKey key) {
        return new HmacKey(key.getPublicKey().getEncoded());
    }

    private Caller.@Nullable Staff read(String token) {
        return read(tokens, token);
    }

    private static Caller.@Nullable Staff read(StaffTokens tokens, String token) {
        return tokens.read(token).subscribeAsCompletionStage().join();
    }
}
