package dev.gatehouse.platform.persistence;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;

/**
 * Single statements, each on a connection that is taken from the pool for it. The pool itself offers the same, but (as of
 * Vert.x 4.5) leaves its timer running when it gets no connection, and then fails what has failed already: an error in
 * the log for every statement during an outage, half a minute late.
 */
final class SingleStatements implements SqlClient {
    private final Pool pool;

    SingleStatements(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return new OnConnection<>(connection -> connection.preparedQuery(sql));
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new OnConnection<>(connection -> connection.preparedQuery(sql));
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return new OnConnection<>(connection -> connection.preparedQuery(sql, options));
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        close().onComplete(handler);
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    /** A statement that is prepared once there is a connection. */
    private final class OnConnection<T> implements PreparedQuery<T> {
        private final Function<SqlConnection, PreparedQuery<T>> statement;

        OnConnection(Function<SqlConnection, PreparedQuery<T>> statement) {
            this.statement = statement;
        }

        private Future<T> run(Function<PreparedQuery<T>, Future<T>> execution) {
            return pool.withConnection(connection -> execution.apply(statement.apply(connection)));
        }

        @Override
        public Future<T> execute() {
            return run(PreparedQuery::execute);
        }

        @Override
        public Future<T> execute(Tuple parameters) {
            return run(query -> query.execute(parameters));
        }

        @Override
        public Future<T> executeBatch(List<Tuple> batch) {
            return run(query -> query.executeBatch(batch));
        }

        @Override
        public void execute(Handler<AsyncResult<T>> handler) {
            execute().onComplete(handler);
        }

        @Override
        public void execute(Tuple parameters, Handler<AsyncResult<T>> handler) {
            execute(parameters).onComplete(handler);
        }

        @Override
        public void executeBatch(List<Tuple> batch, Handler<AsyncResult<T>> handler) {
            executeBatch(batch).onComplete(handler);
        }

        @Override
        public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
            return new OnConnection<>(connection -> statement.apply(connection).collecting(collector));
        }

        @Override
        public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
            return new OnConnection<>(connection -> statement.apply(connection).mapping(mapper));
        }
    }
}
