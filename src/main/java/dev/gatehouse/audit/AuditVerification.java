package dev.gatehouse.audit;

import dev.gatehouse.platform.persistence.Database;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks the whole chain from its first entry on. Finds a row that was changed, removed, added or put elsewhere. Who can
 * write the tables may also write a whole new chain: that is found by an {@link Anchor} that was kept elsewhere.
 */
@ApplicationScoped
public class AuditVerification {
    private static final int BATCH = 500;
    private static final String HEAD =
            "select seq, hash, (select coalesce(max(seq), 0) from audit_entry) as highest from audit_head";
    private static final String ENTRIES =
            """
            select seq, id, at, actor, action, subject, detail, previous, hash from audit_entry \
            where seq > $1 and seq <= $2 order by seq limit $3""";

    private final Database database;

    AuditVerification(Database database) {
        this.database = database;
    }

    /**
     * An entry's hash as it was once.
     *
     * @param seq the number of entries then
     * @param hash in hex
     */
    public record Anchor(long seq, String hash) {}

    /**
     * Where the chain breaks.
     *
     * @param seq the number of the entry, from 1
     * @param id its id, or {@code null} if it is not there
     * @param what {@link #CHANGED}, {@link #MISSING}, {@link #BEYOND_THE_END} or {@link #NOT_THE_ANCHOR}
     */
    public record Break(long seq, @Nullable UUID id, String what) {
        /** The entry does not say what it said, or stands in another's place. */
        public static final String CHANGED = "changed";

        /** The entry was removed. */
        public static final String MISSING = "missing";

        /** The entry was added past the end of the chain. */
        public static final String BEYOND_THE_END = "beyond_the_end";

        /** The chain is sound in itself, but is not the one that the anchor was taken from. */
        public static final String NOT_THE_ANCHOR = "not_the_anchor";
    }

    /**
     * What the walk found.
     *
     * @param entries how many entries the chain has by its head
     * @param head the head's hash, in hex
     * @param firstBreak {@code null} if the chain is intact
     */
    public record Report(long entries, String head, @Nullable Break firstBreak) {}

    /**
     * Verifies all entries that stand when it begins. Reads them in batches, and holds no connection between them.
     *
     * @param anchor what must be part of the chain, or {@code null}
     */
    public Uni<Report> verify(@Nullable Anchor anchor) {
        return database.client()
                .query(HEAD)
                .execute()
                .map(rows -> rows.iterator().next())
                .flatMap(head -> walk(head, new ChainWalk(anchor)));
    }

    private Uni<Report> walk(Row head, ChainWalk walk) {
        long end = head.getLong("seq");
        byte[] last = head.getBuffer("hash").getBytes();
        return Multi.createBy()
                .repeating()
                .uni(() -> batch(walk, end))
                .whilst(size -> size == BATCH && walk.firstBreak() == null)
                .collect()
                .last()
                .invoke(done -> walk.end(end, last, head.getLong("highest")))
                .map(done -> new Report(end, HexFormat.of().formatHex(last), walk.firstBreak()));
    }

    private Uni<Integer> batch(ChainWalk walk, long end) {
        return database.client()
                .preparedQuery(ENTRIES)
                .execute(Tuple.of(walk.seq(), end, BATCH))
                .invoke(rows -> take(walk, rows))
                .map(RowSet::size);
    }

    private static void take(ChainWalk walk, RowSet<Row> rows) {
        for (Row row : rows) {
            walk.take(
                    new AuditChain.Content(
                            row.getLong("seq"),
                            row.getUUID("id"),
                            row.getOffsetDateTime("at").toInstant(),
                            row.getString("actor"),
                            row.getString("action"),
                            row.getString("subject"),
                            row.getString("detail")),
                    row.getBuffer("previous").getBytes(),
                    row.getBuffer("hash").getBytes());
        }
    }
}
