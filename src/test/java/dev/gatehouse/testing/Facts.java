package dev.gatehouse.testing;

import dev.gatehouse.platform.persistence.Database;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Looks at the facts in PostgreSQL, and brings about those that no request can. */
@ApplicationScoped
public class Facts {
    private final Database database;

    Facts(Database database) {
        this.database = database;
    }

    /** The one number that a query about an account ({@code $1}) yields. */
    public long count(String sql, UUID account) {
        return database.client()
                .preparedQuery(sql)
                .executeAndAwait(Tuple.of(account))
                .iterator()
                .next()
                .getLong(0);
    }

    /** Changes something of an account ({@code $1}). */
    public void change(String sql, UUID account) {
        database.client().preparedQuery(sql).executeAndAwait(Tuple.of(account));
    }

    /** Forgets how many SMS were sent, so that no test opens another's breaker. */
    public void forgetSmsTally() {
        database.client().query("delete from sms_tally").executeAndAwait();
    }
}
