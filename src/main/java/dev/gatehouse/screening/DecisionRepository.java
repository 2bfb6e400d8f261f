package dev.gatehouse.screening;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code decision}: written once, never changed. */
@ApplicationScoped
public class DecisionRepository {
    private static final String INSERT =
            """
            insert into decision (id, account_id, phase, verdict, policy_version, degraded, trace, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)""";
    private static final String FIND =
            """
            select id, phase, verdict, policy_version, degraded, trace, created_at
            from decision where id = $1""";

    private final Database database;

    DecisionRepository(Database database) {
        this.database = database;
    }

    /**
     * Writes a decision in the transaction that acts on it.
     *
     * @param accountId the account, which must be there by then; {@code null} for a registration that was refused
     */
    public Uni<Void> record(SqlConnection transaction, Decision decision, @Nullable UUID accountId) {
        Tuple row = Tuple.tuple()
                .addUUID(decision.id())
                .addUUID(accountId)
                .addString(decision.phase().code())
                .addString(decision.verdict().code())
                .addInteger(decision.policyVersion())
                .addBoolean(decision.degraded())
                .addValue(TraceJson.write(decision.trace()))
                .addOffsetDateTime(Rows.time(decision.decidedAt()));
        return transaction.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    /** The decision of that id, or a {@code null} item. */
    public Uni<@Nullable Decision> find(UUID id) {
        return find(database.client(), id);
    }

    /** The same, as a transaction sees it. */
    public Uni<@Nullable Decision> find(SqlClient client, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> Rows.first(rows, DecisionRepository::read));
    }

    private static Decision read(Row row) {
        OffsetDateTime decidedAt = row.getOffsetDateTime("created_at");
        return new Decision(
                row.getUUID("id"),
                Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
                Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
                row.getInteger("policy_version"),
                row.getBoolean("degraded"),
                TraceJson.read((JsonArray) row.getJson("trace")),
                decidedAt.toInstant());
    }
}
