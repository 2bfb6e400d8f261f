package dev.gatehouse.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.testing.Settings;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The look-up on the real PostgreSQL, with facts that no client can bring about in a test's time. */
@QuarkusTest
class IdentifiersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Inject
    Database database;

    @Inject
    ErasedIdentifierKey key;

    @ParameterizedTest
    @CsvSource({
        // kind | days since it was seen | days since it was given up, -1: not | found
        "EMAIL, 5000, -1, true",
        "EMAIL, 5000, 364, true",
        "EMAIL, 5000, 366, false",
        "PHONE, 5000, -1, true",
        "PHONE, 5000, 364, true",
        "PHONE, 5000, 366, false",
        "DEVICE, 89, -1, true",
        "DEVICE, 91, -1, false",
        "ADDRESS_BROWSER, 89, -1, true",
        "ADDRESS_BROWSER, 91, -1, false"
    })
    void looksBackAsFarAsItCounts(LinkKind kind, int seenDaysAgo, int givenUpDaysAgo, boolean found) {
        // given
        Identifier identifier = fresh(kind);
        UUID other = account(NOW.minus(Duration.ofDays(6000)), true);
        seen(other, identifier, NOW.minus(Duration.ofDays(seenDaysAgo)));
        if (givenUpDaysAgo >= 0) {
            execute(
                    "update account_identifier set given_up_at = $2 where account_id = $1",
                    Tuple.of(other, NOW.minus(Duration.ofDays(givenUpDaysAgo)).atOffset(ZoneOffset.UTC)));
        }

        // then
        assertThat(find(UUID.randomUUID(), NOW, identifier))
                .isEqualTo(found ? List.of(new SharedIdentifier(other, kind)) : List.of());
    }

    @Test
    void findsOnlyWhoWasThereFirstUnlessTheSettingSaysOtherwise() {
        // given
        Identifier phone = fresh(LinkKind.PHONE);
        UUID first = account(NOW.minusSeconds(10), true);
        UUID second = account(NOW, true);
        seen(first, phone, NOW);
        seen(second, phone, NOW);

        // then
        assertThat(find(second, NOW, phone)).containsExactly(new SharedIdentifier(first, LinkKind.PHONE));
        assertThat(find(first, NOW.minusSeconds(10), phone)).isEmpty();
        assertThat(await(identifiers(Map.of("gatehouse.links.flag-earlier", "true"))
                        .find(new Seeker(first, NOW.minusSeconds(10), List.of(phone)))))
                .containsExactly(new SharedIdentifier(second, LinkKind.PHONE));
    }

    @Test
    void whoHasProvenNothingCountsForNothing() {
        Identifier device = fresh(LinkKind.DEVICE);
        seen(account(NOW.minusSeconds(10), false), device, NOW);

        assertThat(find(UUID.randomUUID(), NOW, device)).isEmpty();
    }

    @Test
    void aCrowdBehindOneAddressHidesNobodyAndStaysBounded() {
        // given
        Identifier address = fresh(LinkKind.ADDRESS_BROWSER);
        Identifier device = fresh(LinkKind.DEVICE);
        UUID other = account(NOW.minusSeconds(5000), true);
        seen(other, device, NOW.minusSeconds(5000));
        seen(other, address, NOW.minusSeconds(5000));
        for (int i = 0; i < 60; i++) {
            seen(account(NOW.minusSeconds(60 + i), true), address, NOW.minusSeconds(60 + i));
        }

        // when
        List<SharedIdentifier> found = find(UUID.randomUUID(), NOW, address, device);

        // then
        assertThat(found)
                .hasSize(52)
                .doesNotHaveDuplicates()
                .contains(
                        new SharedIdentifier(other, LinkKind.DEVICE),
                        new SharedIdentifier(other, LinkKind.ADDRESS_BROWSER));
        assertThat(LinkFindings.of(found).weight()).isEqualTo(100);
        assertThat(LinkFindings.of(found).shared()).hasSize(LinkFindings.MOST);
    }

    @Test
    void whatIsSeenAgainIsNotedOnceADay() {
        // given
        Identifier device = fresh(LinkKind.DEVICE);
        UUID account = account(NOW, true);
        seen(account, device, NOW);
        seen(account, device, NOW.plus(Duration.ofHours(23)));
        assertThat(seenAt(account)).isEqualTo(NOW);

        // when
        seen(account, device, NOW.plus(Duration.ofHours(25)));

        // then
        assertThat(seenAt(account)).isEqualTo(NOW.plus(Duration.ofHours(25)));
    }

    @Test
    void aPhoneThatIsProvenAgainIsHeldAgain() {
        // given
        Identifier phone = fresh(LinkKind.PHONE);
        UUID other = account(NOW.minus(Duration.ofDays(999)), true);
        Identifiers then = at(NOW.minus(Duration.ofDays(900)));
        await(database.inTransaction(tx -> then.proven(tx, other, phone).replaceWith(true)));
        await(database.inTransaction(
                tx -> then.givenUp(tx, other, LinkKind.PHONE).replaceWith(true)));
        assertThat(find(UUID.randomUUID(), NOW, phone)).isEmpty();

        // when
        await(database.inTransaction(tx -> then.proven(tx, other, phone).replaceWith(true)));

        // then
        assertThat(find(UUID.randomUUID(), NOW, phone)).containsExactly(new SharedIdentifier(other, LinkKind.PHONE));
    }

    @Test
    void retentionForgetsDevicesAndKeepsProofs() {
        // given
        UUID account = account(NOW.minus(Duration.ofDays(5000)), true);
        for (LinkKind kind : LinkKind.values()) {
            seen(account, fresh(kind), NOW.minus(Duration.ofDays(4000)));
        }

        // when
        new LinkRetention(Settings.of(AccountLinkSettings.class))
                .rules()
                .forEach(rule -> execute(
                        rule.delete(), Tuple.of(NOW.minus(Duration.ofDays(3999)).atOffset(ZoneOffset.UTC))));

        // then
        List<String> left = await(database.client()
                .preparedQuery("select kind from account_identifier where account_id = $1 order by kind")
                .execute(Tuple.of(account))
                .map(rows -> Rows.all(rows, row -> row.getString("kind"))));
        assertThat(left).containsExactly("email", "phone");
    }

    private Identifiers at(Instant now) {
        return identifiers(Map.of(), now);
    }

    private Identifiers identifiers(Map<String, String> settings) {
        return identifiers(settings, NOW);
    }

    private Identifiers identifiers(Map<String, String> values, Instant now) {
        AccountLinkSettings settings = Settings.of(AccountLinkSettings.class, values);
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Identifiers(database, new ErasedIdentifiers(key, settings, clock), settings, clock);
    }

    private List<SharedIdentifier> find(UUID account, Instant since, Identifier... brought) {
        return await(identifiers(Map.of()).find(new Seeker(account, since, List.of(brought))));
    }

    private static Identifier fresh(LinkKind kind) {
        return new Identifier(kind, UUID.randomUUID().toString());
    }

    private UUID account(Instant since, boolean proven) {
        UUID id = UUID.randomUUID();
        String email = id + "@example.org";
        execute(
                "insert into account (id, email, email_key, email_verified_at, locale, created_at) values ($1, $2, $2, $3, 'en', $4)",
                Tuple.of(id, email, proven ? since.atOffset(ZoneOffset.UTC) : null, since.atOffset(ZoneOffset.UTC)));
        return id;
    }

    private void seen(UUID account, Identifier identifier, Instant when) {
        await(database.inTransaction(
                tx -> at(when).seen(tx, account, List.of(identifier)).replaceWith(true)));
    }

    private Instant seenAt(UUID account) {
        return await(database.client()
                .preparedQuery("select seen_at from account_identifier where account_id = $1")
                .execute(Tuple.of(account))
                .map(rows -> rows.iterator().next().getOffsetDateTime(0).toInstant()));
    }

    private void execute(String sql, Tuple parameters) {
        await(database.client().preparedQuery(sql).execute(parameters).replaceWith(true));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }
}
