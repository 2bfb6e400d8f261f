package dev.gatehouse.screening;

import dev.gatehouse.link.AccountLinks;
import dev.gatehouse.link.LinkFindings;
import dev.gatehouse.link.SharedIdentifier;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code decision}: written once, never changed; and with each the links that its checks found. */
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
    private static final String NEWEST =
            """
            select * from (
                select id, phase, verdict, policy_version, degraded, trace, created_at
                from decision where account_id = $1 order by created_at desc limit $3) newest
            where trace @? $2::text::jsonpath
            order by created_at desc, id desc limit 1""";

    private final Database database;
    private final AccountLinks links;

    DecisionRepository(Database database, AccountLinks links) {
        this.database = database;
        this.links = links;
    }

    /**
     * Writes a decision in the transaction that acts on it, and keeps the links to other accounts that were found,
     * whatever they led to.
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
        return transaction
                .preparedQuery(INSERT)
                .execute(row)
                .flatMap(inserted -> accountId == null
                        ? Uni.createFrom().voidItem()
                        : links.keep(transaction, accountId, found(decision)));
    }

    private static List<SharedIdentifier> found(Decision decision) {
        return decision.trace().stream()
                .filter(line -> line.id().equals("multiple-accounts"))
                .flatMap(line -> LinkFindings.read(line.evidence()).stream())
                .toList();
    }

    /** The decision of that id, or a {@code null} item. */
    public Uni<@Nullable Decision> find(UUID id) {
        return find(database.client(), id);
    }

    /** The same, as a transaction sees it. */
    public Uni<@Nullable Decision> find(SqlClient client, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(id)).map(rows -> Rows.first(rows, DecisionRepository::read));
    }

    /**
     * The newest decision about an account in whose trace the SQL/JSON path finds something, or a {@code null} item.
     *
     * @param lookBack how many decisions are looked at, at most
     */
    Uni<@Nullable Decision> newest(SqlClient client, UUID accountId, String path, int lookBack) {
        return client.preparedQuery(NEWEST)
                .execute(Tuple.of(accountId, path, lookBack))
                .map(rows -> Rows.first(rows, DecisionRepository::read));
    }

    /** Reads a row with the decision's columns. */
    static Decision read(Row row) {
        OffsetDateTime decidedAt = row.getOffsetDateTime("created_at");
        return new Decision(
                row.getUUID("id"),
                Phase.of(row.getString("phase")),
                Verdict.of(row.getString("verdict")),
                row.getInteger("policy_version"),
                row.getBoolean("degraded"),
                TraceJson.read((JsonArray) row.getJson("trace")),
                decidedAt.toInstant());
    }
}
