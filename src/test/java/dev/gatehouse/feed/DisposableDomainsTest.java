package dev.gatehouse.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisposableDomainsTest {
    private final DisposableDomains domains = TestDomains.of(
            "mailinator.com bad.eu.org xn--mnchen-3ya.example b.c.example",
            "perhaps.example below.mailinator.com c.example",
            "duck.com");

    @ParameterizedTest
    @CsvSource({
        "mailinator.com,            BLOCK",
        "x.mailinator.com,          BLOCK",
        "x.y.mailinator.com,        BLOCK",
        "notmailinator.com,         NONE",
        "mailinator.com.example,    NONE",
        "mailinator.co,             NONE",
        "ailinator.com,             NONE",
        "com,                       NONE",
        "MAILinator.COM,            BLOCK",
        "mailinator.com.,           BLOCK",
        "X.Mailinator.Com.,         BLOCK",
        "mailinator.com..,          NONE",
        "mailinator.com.x,          NONE",
        "mailinator-com,            NONE",
        "x-mailinator.com,          NONE",
        "x_mailinator.com,          NONE",
        // the nearest name decides
        "below.mailinator.com,      BLOCK",
        "x.below.mailinator.com,    BLOCK",
        "b.c.example,               BLOCK",
        "a.b.c.example,             BLOCK",
        "a.c.example,               SUSPECT",
        "perhaps.example,           SUSPECT",
        "duck.com,                  RELAY",
        "eu.org,                    NONE",
        "good.eu.org,               NONE",
        "bad.eu.org,                BLOCK",
        // both forms of an internationalised name
        "xn--mnchen-3ya.example,    BLOCK",
        "münchen.example,           BLOCK",
        "MÜNCHEN.example,           BLOCK",
        "mail.münchen.example,      BLOCK",
        "münchen.example.,          BLOCK",
        "xn--MNCHEN-3YA.Example.,   BLOCK",
        "mail.münchen。example,      BLOCK",
        "münchens.example,          NONE",
        "munchen.example,           NONE",
        // nothing that a domain is
        "'',                        NONE",
        ".,                         NONE",
        "..mailinator.com,          BLOCK",
        "=block,                    NONE",
    })
    void theNearestNameDecides(String domain, DomainClass kind) {
        assertThat(domains.classify(domain)).isEqualTo(kind);
    }

    @Test
    void aLongNameIsNone() {
        assertThat(domains.classify("ü".repeat(1_000) + ".example")).isEqualTo(DomainClass.NONE);
        assertThat(domains.classify("a.".repeat(1_000) + "mailinator.com")).isEqualTo(DomainClass.BLOCK);
        assertThat(domains.classify("A".repeat(64) + ".Mailinator.com")).isEqualTo(DomainClass.BLOCK);
    }

    @Test
    void countsEachNameOnce() {
        DisposableDomains twice = TestDomains.of("a.example a.example b.example", "a.example", "");

        assertThat(twice.count(DomainClass.BLOCK)).isEqualTo(2);
        assertThat(twice.count(DomainClass.SUSPECT)).isZero();
        assertThat(twice.count(DomainClass.NONE)).isZero();
        assertThat(twice.classify("a.example")).isEqualTo(DomainClass.BLOCK);
    }

    @Test
    void namesThatShareAHashAreToldApart() {
        // given: so many names that some must share a slot of the table
        Random random = new Random(7);
        Set<String> names = new HashSet<>();
        while (names.size() < 20_000) {
            names.add(Integer.toString(random.nextInt(Integer.MAX_VALUE), 36) + ".example");
        }

        // when
        DisposableDomains index = TestDomains.of(String.join(" ", names), "", "");

        // then
        assertThat(index.count(DomainClass.BLOCK)).isEqualTo(20_000);
        assertThat(names).allMatch(name -> index.classify(name) == DomainClass.BLOCK);
        for (int i = 0; i < 200_000; i++) {
            String other = Integer.toString(random.nextInt(Integer.MAX_VALUE), 36) + ".example";
            assertThat(index.classify(other) == DomainClass.BLOCK).isEqualTo(names.contains(other));
        }
    }

    @Test
    void aNameIsAtMost253Long() {
        // given
        String longest = "a.".repeat(123) + "example";

        // then
        assertThat(longest).hasSize(253);
        assertThat(TestDomains.of(longest, "", "").classify("b." + longest)).isEqualTo(DomainClass.BLOCK);
        assertThatThrownBy(() -> TestDomains.of("a" + longest, "", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "=block",
                "=blocks\n=suspect\n=relay\n",
                "=block\r\n=suspect\n=relay\n",
                "a.example\n",
                "=block\na.example\n",
                "=block\n=relay\n=suspect\n",
                "=block\n=suspect\n=relay\n=block\n",
                "=block\ncom\n=suspect\n=relay\n",
                "=block\nA.example\n=suspect\n=relay\n",
                "=block\na b.example\n=suspect\n=relay\n",
                "=block\n.example\n=suspect\n=relay\n",
                "=block\nexample.\n=suspect\n=relay\n",
                "=block\n\n=suspect\n=relay\n",
                "=block\nmünchen.example\n=suspect\n=relay\n",
                "=block\n=suspect\n=relay\na.example",
                "=block\n=suspect\n=relay",
            })
    void whatIsNoSnapshotIsRefused(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> DisposableDomains.of(bytes)).isInstanceOf(IllegalArgumentException.class);
    }
}
