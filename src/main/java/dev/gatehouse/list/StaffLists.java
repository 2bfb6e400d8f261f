package dev.gatehouse.list;

import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.idempotency.Idempotency;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.Outcome;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff do with their lists, audited. A change counts from the next request on, on every node. */
@ApplicationScoped
public class StaffLists {
    /** Who means longer means for good; a time without end would fit no column. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final EntryValues values;
    private final ListRepository entries;
    private final Database database;
    private final Idempotency idempotency;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    StaffLists(
            EntryValues values,
            ListRepository entries,
            Database database,
            Idempotency idempotency,
            AuditLog audit,
            Ids ids,
            Clock clock) {
        this.values = values;
        this.entries = entries;
        this.database = database;
        this.idempotency = idempotency;
        this.audit = audit;
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
     * @return the entry; fails with {@code 422 validation-failed}
     */
    public Uni<Outcome<ListEntry>> add(
            @Nullable IdempotencyKey key, StaffList list, ListEntryRequest request, String actor) {
        return idempotency.once(key, request, ListEntry.class, reservation -> {
            ListEntry entry = entry(list, request, actor);
            return database.inTransaction(tx -> entries.put(tx, entry)
                    .flatMap(added -> reservation.complete(tx, entry))
                    .flatMap(completed -> audit.record(tx, added(entry)))
                    .replaceWith(entry));
        });
    }

    /** The value stays out: it may be somebody's address or number. The entry has it. */
    private static Act added(ListEntry entry) {
        JsonObject detail = new JsonObject()
                .put("list", entry.list().wireName())
                .put("kind", entry.kind().wireName())
                .put("reason", entry.reason());
        if (entry.checks() != null) {
            detail.put("checks", new JsonArray(List.copyOf(new TreeSet<>(entry.checks()))));
        }
        if (entry.expiresAt() != null) {
            detail.put("expiresAt", entry.expiresAt().toString());
        }
        return new Act(entry.createdBy(), "list_entry.added", subject(entry.id()), detail);
    }

    private static String subject(UUID id) {
        return "list_entry:" + id;
    }

    private ListEntry entry(StaffList list, ListEntryRequest request, String actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expiresAt = request.expiresAt();
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST)))) {
            throw Refusal.invalid("/expiresAt", "out-of-range", "This is not in the future, or too far in it.");
        }
        if (list == StaffList.DENY && request.checks() != null) {
            throw Refusal.invalid("/checks", "not-allowed", "Only an allow entry lifts checks.");
        }
        return new ListEntry(
                ids.next(),
                list,
                request.kind(),
                values.normal(request.kind(), request.value()),
                request.reason().strip(),
                request.checks(),
                actor,
                now,
                expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS));
    }

    /** That many entries in force, newest first, older than {@code before} if it is given. */
    public Uni<List<ListEntry>> list(StaffList list, @Nullable UUID before, int limit) {
        return entries.list(list, before, limit);
    }

    /** Ends an entry at once; {@code false} if that list has none of that id in force. */
    public Uni<Boolean> remove(StaffList list, UUID id, String actor) {
        JsonObject detail = new JsonObject().put("list", list.wireName());
        return database.inTransaction(tx -> entries.end(tx, list, id, actor)
                .call(ended -> ended
                        ? audit.record(tx, new Act(actor, "list_entry.ended", subject(id), detail))
                        : Uni.createFrom().voidItem()));
    }
}
