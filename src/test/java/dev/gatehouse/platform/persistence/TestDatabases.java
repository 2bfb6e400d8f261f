package dev.gatehouse.platform.persistence;

import io.vertx.mutiny.sqlclient.Pool;

/** The way to a database without the application. */
public final class TestDatabases {
    private TestDatabases() {}

    /** What the application would use over that pool. */
    public static Database of(Pool pool) {
        return new Database(pool);
    }
}
