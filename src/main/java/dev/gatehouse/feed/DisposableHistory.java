package dev.gatehouse.feed;

import dev.gatehouse.feed.DisposableMerge.Listed;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was ever listed, with when it was seen first and last. It is compared with what is in force page by page, both in the
 * same order, and a row is written only where something came, changed or went; so it also heals what an earlier failure left.
 */
@ApplicationScoped
class DisposableHistory {
    private static final int PAGE = 10_000;

    private static final String IN_FORCE =
            """
            select domain, class, sources from disposable_domain
            where last_seen is null and domain > $1 order by domain limit $2
            """;

    private static final String PUT =
            """
            insert into disposable_domain as d (domain, class, sources, first_seen)
            select domain, class, sources, $4 from unnest($1::text[], $2::text[], $3::int[]) as t (domain, class, sources)
            on conflict (domain) do update set class = excluded.class, sources = excluded.sources, last_seen = null
            """;

    private static final String GONE =
            "update disposable_domain set last_seen = $2 where domain = any ($1::text[]) and last_seen is null";

    private final Database database;

    DisposableHistory(Database database) {
        this.database = database;
    }

    /** What a page brings to write. */
    private record Changes(List<Listed> put, List<String> gone) {}

    /**
     * Brings the history up to date.
     *
     * @param inForce gives the domains in force in the order of their characters, {@code null} at the end; called on a
     *     worker thread
     */
    Uni<Void> record(Supplier<@Nullable Listed> inForce, Instant now) {
        return page(new Ahead(inForce), "", now);
    }

    private Uni<Void> page(Ahead inForce, String after, Instant now) {
        return database.client()
                .preparedQuery(IN_FORCE)
                .execute(Tuple.of(after, PAGE))
                .map(rows -> Rows.all(
                        rows,
                        row -> new Listed(
                                row.getString("domain"),
                                DomainClass.of(row.getString("class")),
                                row.getInteger("sources"))))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(known -> {
                    boolean last = known.size() < PAGE;
                    String end = last ? null : known.get(known.size() - 1).name();
                    Changes changes = compare(inForce, known, end);
                    return write(changes, now)
                            .flatMap(done -> end == null ? Uni.createFrom().voidItem() : page(inForce, end, now));
                });
    }

    /**
     * Compares one page.
     *
     * @param end the last name of the page; {@code null}: there are no more pages
     */
    private static Changes compare(Ahead inForce, List<Listed> known, @Nullable String end) {
        Changes changes = new Changes(new ArrayList<>(), new ArrayList<>());
        for (Listed row : known) {
            for (Listed listed = inForce.before(row.name()); listed != null; listed = inForce.before(row.name())) {
                changes.put().add(listed);
            }
            Listed same = inForce.at(row.name());
            if (same == null) {
                changes.gone().add(row.name());
            } else if (!same.equals(row)) {
                changes.put().add(same);
            }
        }
        if (end == null) {
            for (Listed listed = inForce.take(); listed != null; listed = inForce.take()) {
                changes.put().add(listed);
            }
        }
        return changes;
    }

    private Uni<Void> write(Changes changes, Instant now) {
        return Multi.createFrom()
                .iterable(chunks(changes.put()))
                .onItem()
                .transformToUniAndConcatenate(chunk -> put(chunk, now))
                .collect()
                .last()
                .flatMap(done -> changes.gone().isEmpty()
                        ? Uni.createFrom().voidItem()
                        : database.client()
                                .preparedQuery(GONE)
                                .execute(Tuple.of(changes.gone().toArray(new String[0]), Rows.time(now)))
                                .replaceWithVoid());
    }

    private static List<List<Listed>> chunks(List<Listed> all) {
        List<List<Listed>> chunks = new ArrayList<>();
        for (int start = 0; start < all.size(); start += PAGE) {
            chunks.add(all.subList(start, Math.min(all.size(), start + PAGE)));
        }
        return chunks;
    }

    private Uni<Integer> put(List<Listed> chunk, Instant now) {
        return database.client()
                .preparedQuery(PUT)
                .execute(Tuple.of(
                        chunk.stream().map(Listed::name).toArray(String[]::new),
                        chunk.stream().map(listed -> listed.kind().code()).toArray(String[]::new),
                        chunk.stream().map(Listed::sources).toArray(Integer[]::new),
                        Rows.time(now)))
                .map(rows -> rows.rowCount());
    }

    /** What is in force, with one domain of foresight. */
    private static final class Ahead {
        private final Supplier<@Nullable Listed> rest;
        private @Nullable Listed next;

        Ahead(Supplier<@Nullable Listed> rest) {
            this.rest = rest;
            this.next = rest.get();
        }

        /** The next one, if its name comes before that; else {@code null}. */
        @Nullable Listed before(String name) {
            return next != null && next.name().compareTo(name) < 0 ? take() : null;
        }

        /** The next one, if it has that name; else {@code null}. */
        @Nullable Listed at(String name) {
            return next != null && next.name().equals(name) ? take() : null;
        }

        /** The next one, whatever its name. */
        @Nullable Listed take() {
            Listed taken = next;
            next = taken == null ? null : rest.get();
            return taken;
        }
    }
}
