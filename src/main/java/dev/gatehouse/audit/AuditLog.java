package dev.gatehouse.audit;

import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Adds to the audit log, in the transaction of the act: what was done is recorded if, and only if, it commits.
 *
 * <p>The end of the chain is one row that stays locked until that transaction ends. So an act is recorded <em>last</em>,
 * after every other lock has been taken: acts then follow each other and cannot wait for each other in a circle.
 */
@ApplicationScoped
public class AuditLog {
    private final Database database;
    private final Ids ids;
    private final Clock clock;

    AuditLog(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** Records an act as the last thing that its transaction does. */
    public Uni<Void> record(SqlConnection tx, Act act) {
        return tx.query("select seq, hash from audit_head for update")
                .execute()
                .map(rows -> rows.iterator().next())
                .flatMap(head -> append(tx, head, act));
    }

    /** Records an act that writes nothing itself, such as looking at a client's data. */
    public Uni<Void> record(Act act) {
        return database.inTransaction(tx -> record(tx, act));
    }

    private Uni<Void> append(SqlConnection tx, Row head, Act act) {
        byte[] previous = head.getBuffer("hash").getBytes();
        AuditChain.Content content = new AuditChain.Content(
                head.getLong("seq") + 1,
                ids.next(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                act.actor(),
                act.action(),
                act.subject(),
                act.detail().encode());
        byte[] hash = AuditChain.hash(previous, content);
        return tx.preparedQuery(
                        """
                        with added as (
                            insert into audit_entry (seq, id, at, actor, action, subject, detail, previous, hash)
                            values ($1, $2, $3, $4, $5, $6, $7, $8, $9))
                        update audit_head set seq = $1, hash = $9""")
                .execute(Tuple.tuple()
                        .addValue(content.seq())
                        .addValue(content.id())
                        .addValue(Rows.time(content.at()))
                        .addValue(content.actor())
                        .addValue(content.action())
                        .addValue(content.subject())
                        .addValue(content.detail())
                        .addValue(Rows.bytes(previous))
                        .addValue(Rows.bytes(hash)))
                .replaceWithVoid();
    }
}
