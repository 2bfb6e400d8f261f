package dev.gatehouse.screening;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The table {@code check_policy}: rows are added and never changed; who changed what stays to be read. */
@ApplicationScoped
class PolicyStore {
    private static final String NEWEST = "select version, lines from check_policy order by version desc limit 1";
    private static final String INSERT =
            """
            insert into check_policy (version, lines, check_id, changed_by, created_at) values ($1, $2, $3, $4, $5)""";

    private final Database database;
    private final Clock clock;

    PolicyStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The newest version, or {@code null} while nothing has been changed. */
    Uni<@Nullable PolicyVersion> newest() {
        return newest(database.client());
    }

    /** The newest version, which stays the newest until the transaction ends: one change waits for another. */
    Uni<@Nullable PolicyVersion> newestForChange(SqlConnection tx) {
        return tx.query("lock table check_policy in share row exclusive mode")
                .execute()
                .flatMap(locked -> newest(tx));
    }

    /** Adds a version. */
    Uni<Void> add(SqlConnection tx, PolicyVersion version, String check, String changedBy) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(
                        version.version(),
                        PolicyJson.write(version.lines()),
                        check,
                        changedBy,
                        Rows.time(clock.instant())))
                .replaceWithVoid();
    }

    private static Uni<@Nullable PolicyVersion> newest(SqlClient client) {
        return client.preparedQuery(NEWEST)
                .execute()
                .map(rows -> Rows.first(
                        rows,
                        row -> new PolicyVersion(
                                row.getInteger("version"), PolicyJson.read((JsonArray) row.getJson("lines")))));
    }
}
