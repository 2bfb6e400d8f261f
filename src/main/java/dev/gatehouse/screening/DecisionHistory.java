package dev.gatehouse.screening;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was decided, for staff. */
@ApplicationScoped
public class DecisionHistory {
    private final Database database;

    DecisionHistory(Database database) {
        this.database = database;
    }

    /**
     * A decision and whom it was about.
     *
     * @param accountId {@code null} for a registration that was refused
     */
    public record Recorded(Decision decision, @Nullable UUID accountId) {}

    /** A decision without its trace. */
    public record Entry(UUID id, Phase phase, Verdict verdict, boolean degraded, Instant decidedAt) {}

    /** The decision of that id with its whole trace, or {@code null}. */
    public Uni<@Nullable Recorded> find(UUID id) {
        return database.client()
                .preparedQuery(
                        """
                        select id, account_id, phase, verdict, policy_version, degraded, trace, created_at \
                        from decision where id = $1""")
                .execute(Tuple.of(id))
                .map(rows ->
                        Rows.first(rows, row -> new Recorded(DecisionRepository.read(row), row.getUUID("account_id"))));
    }

    /** The newest decisions about an account. */
    public Uni<List<Entry>> newest(UUID accountId, int limit) {
        return database.client()
                .preparedQuery(
                        """
                        select id, phase, verdict, degraded, created_at from decision where account_id = $1 \
                        order by created_at desc, id desc limit $2""")
                .execute(Tuple.of(accountId, limit))
                .map(rows -> Rows.all(
                        rows,
                        row -> new Entry(
                                row.getUUID("id"),
                                Phase.of(row.getString("phase")),
                                Verdict.of(row.getString("verdict")),
                                row.getBoolean("degraded"),
                                row.getOffsetDateTime("created_at").toInstant())));
    }
}
