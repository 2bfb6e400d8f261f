package dev.gatehouse.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.crypto.TestKeyrings;
import dev.gatehouse.testing.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final UUID ACCOUNT = new UUID(1, 2);
    private static final UUID SESSION = new UUID(3, 4);

    private final AccessTokens tokens = tokens(TestKeyrings.of((byte) 2), NOW);
    private final String token = tokens.issue(ACCOUNT, SESSION);

    @Test
    void saysWhoseItIsUntilItExpires() {
        assertThat(tokens.read(token)).isEqualTo(new Caller.Client(ACCOUNT, SESSION));
        assertThat(at(Duration.ofMinutes(10).minusSeconds(1)).read(token)).isNotNull();
        assertThat(at(Duration.ofMinutes(10)).read(token)).isNull();
        assertThat(at(Duration.ofDays(1)).read(token)).isNull();
    }

    @Test
    void holdsNothingAboutTheClient() {
        assertThat(part(1)).contains(ACCOUNT.toString(), SESSION.toString()).doesNotContain("email", "phone");
    }

    @Test
    void aChangedOneIsNotRead() {
        String claims = part(1).replace(ACCOUNT.toString(), new UUID(9, 9).toString());
        assertThat(tokens.read(raw(0) + '.' + encode(claims) + '.' + raw(2))).isNull();
        assertThat(tokens.read(raw(0) + '.' + raw(1) + '.' + encode("another signature")))
                .isNull();
        assertThat(tokens.read(raw(0) + '.' + raw(1) + '.')).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS384", "HS512", "RS256", "ES256", "hs256"})
    void anotherAlgorithmIsNotRead(String algorithm) {
        String header = part(0).replace("HS256", algorithm);
        assertThat(header).contains(algorithm);
        assertThat(tokens.read(encode(header) + '.' + raw(1) + '.' + raw(2))).isNull();
        assertThat(tokens.read(encode(header) + '.' + raw(1) + '.')).isNull();
    }

    @Test
    void aKeyThatIsNotNamedOrNotKnownIsNotGuessed() {
        assertThat(tokens.read(encode("{\"alg\":\"HS256\"}") + '.' + raw(1) + '.' + raw(2)))
                .isNull();
        assertThat(tokens.read(encode("{\"alg\":\"HS256\",\"kid\":\"!!\"}") + '.' + raw(1) + '.' + raw(2)))
                .isNull();
        assertThat(tokens(TestKeyrings.of((byte) 7), NOW).read(token)).isNull();
    }

    @Test
    void thePreviousSecretIsStillRead() {
        assertThat(tokens(TestKeyrings.of((byte) 3, (byte) 2), NOW).read(token))
                .isEqualTo(new Caller.Client(ACCOUNT, SESSION));
        assertThat(tokens(TestKeyrings.of((byte) 3), NOW).read(token)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "not a token", "eyJhbGciOiJIUzI1NiJ9.e30."})
    void rubbishIsNotRead(String rubbish) {
        assertThat(tokens.read(rubbish)).isNull();
    }

    private static AccessTokens at(Duration later) {
        return tokens(TestKeyrings.of((byte) 2), NOW.plus(later));
    }

    private static AccessTokens tokens(Keyring keyring, Instant now) {
        return new AccessTokens(keyring, Clock.fixed(now, ZoneOffset.UTC), Settings.of(AccessSettings.class));
    }

    private String raw(int part) {
        return token.split("\\.", -1)[part];
    }

    private String part(int part) {
        return new String(Base64.getUrlDecoder().decode(raw(part)), UTF_8);
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
