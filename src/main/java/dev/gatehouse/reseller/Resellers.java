package dev.gatehouse.reseller;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of resellers. */
@ApplicationScoped
public class Resellers {
    private static final String SELECT = "select id, name, networks, created_at, suspended_at from reseller ";

    private final Database database;

    Resellers(Database database) {
        this.database = database;
    }

    /** The reseller, or {@code null}. */
    public Uni<@Nullable Reseller> find(UUID id) {
        return database.client()
                .preparedQuery(SELECT + "where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> Rows.first(rows, Resellers::read));
    }

    /** The reseller with its row locked until the transaction ends, or {@code null}. */
    public Uni<@Nullable Reseller> lock(SqlConnection tx, UUID id) {
        return tx.preparedQuery(SELECT + "where id = $1 for update")
                .execute(Tuple.of(id))
                .map(rows -> Rows.first(rows, Resellers::read));
    }

    /** That many resellers, newest first, older than {@code before} if it is given. */
    public Uni<List<Reseller>> list(@Nullable UUID before, int limit) {
        return database.client()
                .preparedQuery(SELECT + "where $1::uuid is null or id < $1 order by id desc limit $2")
                .execute(Tuple.of(before, limit))
                .map(rows -> Rows.all(rows, Resellers::read));
    }

    /** Adds a reseller. */
    public Uni<Void> insert(SqlConnection tx, Reseller reseller, String createdBy) {
        return tx.preparedQuery(
                        "insert into reseller (id, name, networks, created_by, created_at) values ($1, $2, $3, $4, $5)")
                .execute(Tuple.of(
                        reseller.id(),
                        reseller.name(),
                        reseller.networks().toArray(String[]::new),
                        createdBy,
                        time(reseller.createdAt())))
                .replaceWithVoid();
    }

    /** Writes what may change of a reseller whose row is locked. */
    public Uni<Void> update(SqlConnection tx, Reseller reseller) {
        Instant suspendedAt = reseller.suspendedAt();
        return tx.preparedQuery("update reseller set name = $2, networks = $3, suspended_at = $4 where id = $1")
                .execute(Tuple.of(
                        reseller.id(),
                        reseller.name(),
                        reseller.networks().toArray(String[]::new),
                        suspendedAt == null ? null : time(suspendedAt)))
                .replaceWithVoid();
    }

    private static Reseller read(Row row) {
        return new Reseller(
                row.getUUID("id"),
                row.getString("name"),
                List.of(row.getArrayOfStrings("networks")),
                row.getOffsetDateTime("created_at").toInstant(),
                Rows.instant(row, "suspended_at"));
    }
}
