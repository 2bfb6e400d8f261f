package dev.gatehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code tools/disposable-domains} made. */
class BundledSnapshotTest {
    private static final DisposableDomains DOMAINS = BundledSnapshot.load();
    private static final int MEBIBYTE = 1 << 20;

    @Test
    void noLegitimateDomainIsBlockedOrSuspected() throws IOException {
        List<String> legitimate = text("feed/legitimate-domains.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .distinct()
                .toList();

        assertThat(legitimate).hasSizeGreaterThanOrEqualTo(300).allSatisfy(domain -> {
            assertThat(DOMAINS.classify(domain)).as(domain).isEqualTo(DomainClass.NONE);
            assertThat(DOMAINS.classify("mail." + domain)).as("mail." + domain).isEqualTo(DomainClass.NONE);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailinator.com",
                "guerrillamail.com",
                "sharklasers.com",
                "10minutemail.com",
                "temp-mail.org",
                "yopmail.com",
                "trashmail.com",
                "maildrop.cc",
                "dispostable.com",
                "mailnesia.com",
                "throwawaymail.com",
                "mohmal.com",
                "dropmail.me",
                "emailondeck.com",
            })
    void knownDisposablesAreBlocked(String domain) {
        assertThat(DOMAINS.classify(domain)).isEqualTo(DomainClass.BLOCK);
        assertThat(DOMAINS.classify("x.y." + domain)).isEqualTo(DomainClass.BLOCK);
        assertThat(DOMAINS.classify("not-a-" + domain)).isEqualTo(DomainClass.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "privaterelay.appleid.com",
                "duck.com",
                "mozmail.com",
                "simplelogin.com",
                "addy.io",
                "passmail.net",
                "ada.anonaddy.com",
            })
    void relaysAreAClassOfTheirOwn(String domain) {
        assertThat(DOMAINS.classify(domain)).isEqualTo(DomainClass.RELAY);
    }

    @Test
    void isAsLargeAsItsProvenanceSaysAndSmallInMemory() throws IOException {
        JsonObject counts = new JsonObject(text("feed/disposable-domains.provenance.json")).getJsonObject("counts");

        assertThat(DOMAINS.count(DomainClass.BLOCK)).isGreaterThan(170_000).isEqualTo(counts.getInteger("block"));
        assertThat(DOMAINS.count(DomainClass.SUSPECT)).isEqualTo(counts.getInteger("suspect"));
        assertThat(DOMAINS.count(DomainClass.RELAY)).isEqualTo(counts.getInteger("relay"));
        assertThat(DOMAINS.bytes()).isLessThanOrEqualTo(6L * MEBIBYTE);
    }

    private static String text(String resource) throws IOException {
        try (InputStream stream = BundledSnapshotTest.class.getClassLoader().getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
