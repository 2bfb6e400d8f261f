package dev.gatehouse.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.sandbox.EmbeddedServers;
import dev.gatehouse.sandbox.Part;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One connection and two places to wait for it, on the sandbox's PostgreSQL. */
class BoundedPoolTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = new BoundedPool(() -> 2).create(new Setup(vertx));
    private final Database database = TestDatabases.of(io.vertx.mutiny.sqlclient.Pool.newInstance(pool));

    /** How the pool is set up. */
    private record Setup(Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
            implements PgPoolCreator.Input {
        Setup(Vertx vertx) {
            this(vertx, new PoolOptions().setMaxSize(1), List.of(options()));
        }

        private static PgConnectOptions options() {
            Map<String, String> server = EmbeddedServers.settings(Part.POSTGRESQL);
            return PgConnectOptions.fromUri(Objects.requireNonNull(server.get("quarkus.datasource.reactive.url")))
                    .setUser("gatehouse")
                    .setPassword("gatehouse")
                    .setCachePreparedStatements(true);
        }
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoFindsTheQueueFullIsRefusedAtOnceAndTheOthersGetTheirTurn() {
        // given the one connection in use, and two who wait
        CompletableFuture<Void> release = new CompletableFuture<>();
        CompletableFuture<Void> held = new CompletableFuture<>();
        CompletableFuture<Integer> holder = database.inTransaction(tx -> one(tx).invoke(() -> held.complete(null))
                        .call(any -> Uni.createFrom().completionStage(release)))
                .subscribeAsCompletionStage();
        assertThat(held).succeedsWithin(PATIENCE);
        List<CompletableFuture<Integer>> waiting = IntStream.range(0, 2)
                .mapToObj(any -> database.inTransaction(BoundedPoolTest::one).subscribeAsCompletionStage())
                .toList();

        // when, then: what is thrown is what FailuresTest has become a 503
        assertThatThrownBy(() ->
                        database.inTransaction(BoundedPoolTest::one).await().atMost(PATIENCE))
                .isInstanceOf(ConnectionPoolTooBusyException.class)
                .hasMessage("Connection pool reached max wait queue size of 2");
        release.complete(null);
        assertThat(holder).succeedsWithin(PATIENCE).isEqualTo(1);
        assertThat(waiting)
                .hasSize(2)
                .allSatisfy(each -> assertThat(each).succeedsWithin(PATIENCE).isEqualTo(1));
    }

    @Test
    void pipelinedStatementsKeepTheirOrderWhetherTheyArePreparedOrNot() {
        // given the last of the statements prepared, so that it could go at once
        await(database.onConnection(sql -> sql.query("create temp table step (n int primary key, after int)")
                .execute()
                .flatMap(any -> step(sql, 0, null))));

        // when each refers to what the one before has written
        await(database.inTransaction(tx -> Pipelined.all(
                tx.preparedQuery("insert into step select $1::int, n from step where n = 0")
                        .execute(Tuple.of(1)),
                tx.preparedQuery("insert into step select $1::int, max(n) from step")
                        .execute(Tuple.of(2)),
                step(tx, 3, 2))));

        // then
        List<String> steps = await(database.client()
                .preparedQuery("select n, after from step where n > 0 order by n")
                .execute()
                .map(rows -> Rows.all(rows, row -> row.getInteger("n") + "<-" + row.getInteger("after"))));
        assertThat(steps).containsExactly("1<-0", "2<-1", "3<-2");
    }

    @Test
    void theFirstThatFailsIsTheFailureAndNothingStays() {
        // given
        steps();

        // when the second of four breaks the key
        assertThatThrownBy(() -> await(database.inTransaction(tx ->
                        Pipelined.all(step(tx, 1, null), step(tx, 1, null), step(tx, 2, null), step(tx, 3, null)))))
                .hasMessageContaining("step_pkey");

        // then
        assertThat(kept()).isZero();
    }

    @Test
    void whatMadeTheOthersFailIsTheFailureThoughOneBeforeItHasSeveralSteps() {
        // given
        steps();

        // when the second breaks the key while the first is between its steps
        assertThatThrownBy(() -> await(database.inTransaction(
                        tx -> Pipelined.all(step(tx, 1, null).flatMap(any -> step(tx, 2, null)), step(tx, 1, null)))))
                .hasMessageContaining("step_pkey");
    }

    @Test
    void whatOneAnswerLeadsToLeavesAtOnce() {
        // given
        AtomicInteger flushes = flushes();

        // when
        await(database.inTransaction(tx -> Pipelined.all(prepared(tx, 1), prepared(tx, 2), prepared(tx, 3))));

        // then BEGIN, all three, COMMIT
        assertThat(flushes).hasValue(3);
    }

    @Test
    void aTransactionThatBeginsByReadingSendsItsFirstStatementWithBegin() {
        // given
        AtomicInteger flushes = flushes();

        // when
        int sum = await(database.inTransaction(
                tx -> prepared(tx, 1), (tx, one) -> prepared(tx, 2).map(two -> one + two)));

        // then BEGIN and the first, the second, COMMIT
        assertThat(sum).isEqualTo(3);
        assertThat(flushes).hasValue(3);
    }

    @Test
    void whatFollowsTheFirstStatementIsCommitted() {
        // given
        steps();

        // when
        await(database.inTransaction(tx -> one(tx), (tx, one) -> step(tx, one, null)));

        // then
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void nothingStaysOfATransactionWhoseWorkFailsAfterItsFirstStatement() {
        // given
        steps();

        // when
        assertThatThrownBy(() -> await(database.inTransaction(
                        tx -> one(tx), (tx, one) -> step(tx, one, null).map(rows -> {
                            throw new IllegalStateException("not this time");
                        }))))
                .hasMessage("not this time");

        // then, and the connection is in no transaction
        assertThat(kept()).isZero();
        await(database.onConnection(sql -> step(sql, 1, null)));
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void aFirstStatementThatFailsIsTheFailureAndTheWorkIsNotBegun() {
        // given
        steps();
        AtomicInteger begun = new AtomicInteger();

        // when
        assertThatThrownBy(() -> await(
                        database.inTransaction(tx -> tx.query("select 1 / 0").execute(), (tx, any) -> {
                            begun.incrementAndGet();
                            return step(tx, 1, null);
                        })))
                .hasMessageContaining("division by zero");

        // then, and the connection is in no transaction
        assertThat(begun).hasValue(0);
        await(database.onConnection(sql -> step(sql, 1, null)));
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void aTransactionRunsToItsEndWhoeverStopsWaitingForIt() {
        // given
        steps();
        CompletableFuture<Void> written = new CompletableFuture<>();
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        Cancellable running = database.inTransaction(tx -> one(tx), (tx, one) -> step(tx, one, null)
                        .invoke(() -> written.complete(null))
                        .call(any -> Uni.createFrom().completionStage(goOn)))
                .subscribe()
                .with(any -> {});
        assertThat(written).succeedsWithin(PATIENCE);

        // when
        running.cancel();
        goOn.complete(null);

        // then
        assertThat(kept()).isEqualTo(1);
    }

    /** Counts what the one connection flushes from now on; its statement is prepared. */
    private AtomicInteger flushes() {
        AtomicInteger flushes = new AtomicInteger();
        await(database.onConnection(sql -> {
            SharedFlush.pipeline(sql.getDelegate()).addFirst(new ChannelOutboundHandlerAdapter() {
                @Override
                public void flush(ChannelHandlerContext context) {
                    flushes.incrementAndGet();
                    context.flush();
                }
            });
            return prepared(sql, 0);
        }));
        flushes.set(0);
        return flushes;
    }

    private void steps() {
        await(database.client()
                .query("create temp table step (n int primary key, after int)")
                .execute());
    }

    private int kept() {
        return await(database.client().query("select n from step").execute().map(RowSet::size));
    }

    private static Uni<Integer> prepared(SqlConnection sql, int n) {
        return sql.preparedQuery("select $1::int")
                .execute(Tuple.of(n))
                .map(rows -> Rows.first(rows, row -> row.getInteger(0)));
    }

    private static Uni<Integer> one(SqlConnection sql) {
        return sql.query("select 1").execute().map(rows -> Rows.first(rows, row -> row.getInteger(0)));
    }

    private static Uni<RowSet<Row>> step(SqlConnection sql, int n, @Nullable Integer after) {
        return sql.preparedQuery("insert into step values ($1, $2)").execute(Tuple.of(n, after));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
