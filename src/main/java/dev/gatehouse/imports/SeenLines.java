package dev.gatehouse.imports;

import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an import has come across before: in the database, so that a file of any length takes the same memory. */
@Singleton
final class SeenLines {
    /**
     * What earlier lines said.
     *
     * @param ids their external ids
     * @param emails addresses of those that were accepted, with their external ids
     */
    record Seen(Set<String> ids, Map<String, String> emails) {}

    /** Which of these an earlier line of the import has said already. */
    Uni<Seen> find(SqlConnection tx, UUID importId, Collection<String> externalIds, Collection<String> emailKeys) {
        return tx.preparedQuery(
                        """
                        select external_id, null as email_key from client_import_seen \
                        where import_id = $1 and external_id = any($2) \
                        union all \
                        select external_id, email_key from client_import_seen \
                        where import_id = $1 and email_key = any($3)""")
                .execute(Tuple.of(importId, externalIds.toArray(String[]::new), emailKeys.toArray(String[]::new)))
                .map(rows -> seen(Rows.all(rows, SeenLines::row)));
    }

    private record Found(String externalId, @Nullable String emailKey) {}

    private static Found row(Row row) {
        return new Found(row.getString("external_id"), row.getString("email_key"));
    }

    private static Seen seen(List<Found> rows) {
        Set<String> ids = new HashSet<>();
        Map<String, String> emails = new HashMap<>();
        for (Found row : rows) {
            if (row.emailKey() == null) {
                ids.add(row.externalId());
            } else {
                emails.put(row.emailKey(), row.externalId());
            }
        }
        return new Seen(ids, emails);
    }

    /** Adds lines with the addresses of those that were accepted. */
    Uni<Void> add(SqlConnection tx, UUID importId, Map<String, @Nullable String> seen) {
        if (seen.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery(
                        """
                        insert into client_import_seen (import_id, external_id, email_key) \
                        select $1, external_id, email_key from unnest($2::text[], $3::text[]) as line (external_id, email_key)""")
                .execute(Tuple.of(
                        importId,
                        seen.keySet().toArray(String[]::new),
                        seen.values().toArray(String[]::new)))
                .replaceWithVoid();
    }
}
