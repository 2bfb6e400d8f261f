package dev.gatehouse.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that refuses connections; what statements do on one that does not, every journey shows. */
class SingleStatementsTest {
    /** How long the pool's timer runs: long enough to be refused before, on a busy machine too. */
    private static final Duration TIMER = Duration.ofSeconds(2);

    private final List<Throwable> unhandled = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx().exceptionHandler(unhandled::add);
    private final Pool pool = PgBuilder.pool()
            .with(new PoolOptions()
                    .setConnectionTimeout((int) TIMER.toMillis())
                    .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
            .connectingTo(new PgConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(1)
                    .setUser("u")
                    .setDatabase("d"))
            .using(vertx)
            .build();

    @AfterEach
    void stop() {
        vertx.close();
    }

    @Test
    void failOnceWhenThereIsNoConnection() {
        // when
        runOn(new SingleStatements(pool));

        // then nothing comes after the pool's timer
        await().during(TIMER.multipliedBy(2)).atMost(TIMER.multipliedBy(4)).until(unhandled::isEmpty);
    }

    /** If this fails, the pool does what it should, and {@link SingleStatements} can go. */
    @Test
    void thePoolItselfFailsTwice() {
        // when
        runOn(pool);

        // then
        await().atMost(Duration.ofSeconds(5)).until(() -> unhandled.size() == 3);
        assertThat(unhandled).allSatisfy(failure -> assertThat(failure).hasMessage("Result is already complete"));
    }

    private static void runOn(SqlClient client) {
        List<Future<?>> attempts = List.of(
                client.query("select 1").execute(),
                client.preparedQuery("select $1::int").execute(Tuple.of(1)),
                client.preparedQuery("select $1::int")
                        .mapping(row -> row.getInteger(0))
                        .executeBatch(List.of(Tuple.of(1), Tuple.of(2))));
        for (Future<?> attempt : attempts) {
            await().atMost(Duration.ofSeconds(5)).until(attempt::isComplete);
            assertThat(attempt.cause()).isInstanceOf(ConnectException.class);
        }
    }
}
