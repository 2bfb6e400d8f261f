package dev.gatehouse.list;

import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.idempotency.Idempotency;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.Outcome;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff do with their lists. A change counts from the next request on, on every node. */
@ApplicationScoped
public class StaffLists {
    private final EntryValues values;
    private final ListRepository entries;
    private final Database database;
    private final Idempotency idempotency;
    private final Ids ids;
    private final Clock clock;

    StaffLists(
            EntryValues values,
            ListRepository entries,
            Database database,
            Idempotency idempotency,
            Ids ids,
            Clock clock) {
        this.values = values;
        this.entries = entries;
        this.database = database;
        this.idempotency = idempotency;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Adds an entry, once per key. One of the same kind and value is ended and the new one takes its place, so that a
     * decision's evidence always leads to the reason that stood then.
     *
     * @param key the caller's key, or {@code null}
     * @param list where to
     * @param request what; its checks are known ones
     * @param actor who adds it
     * @throws Refusal {@code 422 validation-failed}
     */
    public Uni<Outcome<ListEntry>> add(
            @Nullable IdempotencyKey key, StaffList list, ListEntryRequest request, String actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expiresAt = request.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw Refusal.invalid("/expiresAt", "out-of-range", "This is not in the future.");
        }
        if (list == StaffList.DENY && request.checks() != null) {
            throw Refusal.invalid("/checks", "not-allowed", "Only an allow entry lifts checks.");
        }
        ListEntry entry = new ListEntry(
                ids.next(),
                list,
                request.kind(),
                values.normal(request.kind(), request.value()),
                request.reason().strip(),
                request.checks(),
                actor,
                now,
                expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS));
        return idempotency.once(
                key,
                request,
                ListEntry.class,
                reservation -> database.inTransaction(tx -> entries.put(tx, entry)
                        .flatMap(added -> reservation.complete(tx, entry))
                        .replaceWith(entry)));
    }

    /** That many entries in force, newest first, older than {@code before} if it is given. */
    public Uni<List<ListEntry>> list(StaffList list, @Nullable UUID before, int limit) {
        return entries.list(list, before, limit);
    }

    /** Ends an entry at once; {@code false} if that list has none of that id in force. */
    public Uni<Boolean> remove(StaffList list, UUID id, String actor) {
        return entries.end(list, id, actor);
    }
}
