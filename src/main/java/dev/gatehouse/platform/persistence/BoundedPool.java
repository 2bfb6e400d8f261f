package dev.gatehouse.platform.persistence;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The pool of connections as it is set up, with an end to the queue for them: who comes when it is full is told to come
 * again ({@code 503} with {@code Retry-After}) instead of waiting for what takes longer than the caller does.
 */
@Singleton
public final class BoundedPool implements PgPoolCreator {
    private final DatabaseSettings settings;

    BoundedPool(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public Pool create(Input input) {
        return PgBuilder.pool()
                .with(input.poolOptions().setMaxWaitQueueSize(settings.waiting()))
                .connectingTo(List.copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .withConnectHandler(connection -> {
                    SharedFlush.on(connection);
                    connection.close();
                })
                .build();
    }
}
