package dev.gatehouse.platform.retention;

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

@QuarkusTest
class RetentionJobTest {
    private static final String MARK = "retention-test@example.org";

    @Inject
    RetentionJob job;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Test
    void deletesWhatIsPastItsTimeInAnyNumberOfBatchesAndNothingElse() {
        Instant now = clock.instant();
        int past = RetentionRule.BATCH + 1;
        for (int i = 0; i < past; i++) {
            insert(now.minus(Duration.ofDays(3)).plusMillis(i), i);
        }
        insert(now.minus(Duration.ofDays(1)), 1);
        answer("past", now.minusSeconds(1));
        answer("kept", now.plusSeconds(60));
        assertThat(count("select count(*) from mail_request where email_key = '" + MARK + "'"))
                .isEqualTo(past + 1);

        job.sweep().await().atMost(Duration.ofSeconds(30));

        assertThat(count("select count(*) from mail_request where email_key = '" + MARK + "'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from idempotency where caller = '" + MARK + "' and key = 'past'"))
                .isZero();
        assertThat(count("select count(*) from idempotency where caller = '" + MARK + "' and key = 'kept'"))
                .isEqualTo(1);
    }

    private void insert(Instant at, int tail) {
        UUID lowest = Ids.lowest(at);
        UUID id = new UUID(lowest.getMostSignificantBits(), lowest.getLeastSignificantBits() | tail);
        run(
                "insert into mail_request (id, purpose, email_key, created_at) values ($1, 'verify_email', $2, $3)",
                Tuple.of(id, MARK, Rows.time(at)));
    }

    private void answer(String key, Instant expiresAt) {
        run(
                "insert into idempotency (caller, route, key, fingerprint, owner, leased_until, expires_at)"
                        + " values ($1, 'r', $2, '', $3, $4, $4)",
                Tuple.of(MARK, key, UUID.randomUUID(), Rows.time(expiresAt)));
    }

    private void run(String sql, Tuple parameters) {
        database.client().preparedQuery(sql).execute(parameters).await().atMost(Duration.ofSeconds(5));
    }

    private long count(String sql) {
        return database.client()
                .query(sql)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(5))
                .iterator()
                .next()
                .getLong(0);
    }
}
