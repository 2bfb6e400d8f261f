package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ClientDomainsTest {
    private static final String PROVEN = "email_verified_at = created_at, phone_verified_at = created_at";

    @Inject
    ClientDomains domains;

    @Inject
    Database database;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    private final String domain = "agency-" + UUID.randomUUID() + ".example";

    @Test
    void aDomainOfManyProvenClientsIsTheProvidersOwn() {
        clients(PROVEN, Duration.ofDays(31));
        clients(PROVEN, Duration.ofDays(31));
        assertThat(isOwn(3)).isFalse();

        clients(PROVEN, Duration.ofDays(31));
        assertThat(isOwn(3)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email_verified_at = created_at",
                "phone_verified_at = created_at",
                PROVEN + ", suspended_at = created_at",
                PROVEN + ", closed_at = created_at",
                PROVEN + ", kyc = 'required'",
                PROVEN + ", kyc = 'rejected'",
            })
    void othersDoNotCount(String change) {
        clients(change, Duration.ofDays(31));

        assertThat(isOwn(1)).isFalse();
    }

    @Test
    void newcomersDoNotCount() {
        clients(PROVEN, Duration.ofDays(29));

        assertThat(isOwn(1)).isFalse();
    }

    private boolean isOwn(int atLeast) {
        return domains.ofMany(atLeast, clock.instant())
                .await()
                .atMost(Duration.ofSeconds(30))
                .contains(domain);
    }

    private void clients(String change, Duration age) {
        UUID id = ids.next();
        Instant created = clock.instant().minus(age);
        run(
                "insert into account (id, email, email_key, locale, created_at) values ($1, $2, $2, 'en', $3)",
                Tuple.of(id, id + "@" + domain, Rows.time(created)));
        run("update account set " + change + " where id = $1", Tuple.of(id));
    }

    private void run(String sql, Tuple parameters) {
        database.client().preparedQuery(sql).execute(parameters).await().atMost(Duration.ofSeconds(30));
    }
}
