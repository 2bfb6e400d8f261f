package dev.gatehouse.audit;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the audit log, newest first. */
@ApplicationScoped
public class AuditTrail {
    private static final String COLUMNS = "select id, at, actor, action, subject, detail, hash from audit_entry where ";

    private final Database database;

    AuditTrail(Database database) {
        this.database = database;
    }

    /**
     * Which entries; what is {@code null} does not matter.
     *
     * @param subject to whom or what, such as {@code account:0199…}
     * @param actor who, such as {@code key:0199…}
     * @param action what, such as {@code account.suspend}
     */
    public record Filter(@Nullable String subject, @Nullable String actor, @Nullable String action) {}

    /**
     * An entry.
     *
     * @param hash the chain's hash at this entry, in hex
     */
    public record Entry(
            UUID id, Instant at, String actor, String action, String subject, JsonObject detail, String hash) {}

    /** That many entries, older than {@code before} if it is given. */
    public Uni<List<Entry>> newest(Filter filter, @Nullable UUID before, int limit) {
        Tuple values = Tuple.tuple();
        StringBuilder where = new StringBuilder();
        and(where, values, "subject", filter.subject());
        and(where, values, "actor", filter.actor());
        and(where, values, "action", filter.action());
        if (before != null) {
            values.addValue(before);
            where.append("seq < (select seq from audit_entry where id = $")
                    .append(values.size())
                    .append(") and ");
        }
        values.addValue(limit);
        return read(COLUMNS + where + "true order by seq desc limit $" + values.size(), values);
    }

    /** The newest entries of these actions about one subject. */
    public Uni<List<Entry>> newest(String subject, Collection<String> actions, int limit) {
        return read(
                COLUMNS + "subject = $1 and action = any ($2) order by seq desc limit $3",
                Tuple.of(subject, actions.toArray(String[]::new), limit));
    }

    private static void and(StringBuilder where, Tuple values, String column, @Nullable String value) {
        if (value != null) {
            values.addValue(value);
            where.append(column).append(" = $").append(values.size()).append(" and ");
        }
    }

    private Uni<List<Entry>> read(String sql, Tuple values) {
        return database.client().preparedQuery(sql).execute(values).map(rows -> Rows.all(rows, AuditTrail::entry));
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getUUID("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                new JsonObject(row.getString("detail")),
                HexFormat.of().formatHex(row.getBuffer("hash").getBytes()));
    }
}
