package dev.gatehouse.imports;

import dev.gatehouse.account.ImportedAccount;
import dev.gatehouse.account.ImportedAccounts;
import dev.gatehouse.imports.BatchRuling.Before;
import dev.gatehouse.imports.BatchRuling.Ruling;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Writes a batch: its clients, its errors and the progress, in one short transaction. */
@ApplicationScoped
class ImportBatches {
    /** Any number: imports follow each other batch by batch, so that two of the same file do not wait in a circle. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(4711016)";

    /** A client took the address, or locked the rows in another order, while the batch was being written. */
    private static final Set<String> RACES = Set.of("23505", "40P01", "40001");

    private static final int RETRIES = 3;

    private final Database database;
    private final ImportedAccounts accounts;
    private final ImportStore store;
    private final SeenLines seen;

    ImportBatches(Database database, ImportedAccounts accounts, ImportStore store, SeenLines seen) {
        this.database = database;
        this.accounts = accounts;
        this.store = store;
        this.seen = seen;
    }

    /**
     * Rules on the lines and writes what follows; of a dry run only the report. Fails with {@code 503} if the import has
     * ended meanwhile.
     *
     * @param roomForErrors how many errors are still kept
     * @return how many were kept
     */
    Uni<Integer> write(UUID importId, boolean dryRun, List<Entry> entries, int roomForErrors) {
        return database.inTransaction(tx -> write(tx, importId, dryRun, entries, roomForErrors))
                .onFailure(ImportBatches::isRace)
                .retry()
                .atMost(RETRIES);
    }

    private Uni<Integer> write(
            SqlConnection tx, UUID importId, boolean dryRun, List<Entry> entries, int roomForErrors) {
        return tx.query(ONE_AT_A_TIME)
                .execute()
                .flatMap(locked -> before(tx, importId, entries))
                .map(before -> BatchRuling.of(entries, before, accounts::isUnchanged))
                .call(ruling -> dryRun
                        ? Uni.createFrom().voidItem()
                        : accounts.update(tx, ruling.updates())
                                .flatMap(updated -> accounts.insert(tx, ruling.inserts())))
                .call(ruling -> seen.add(tx, importId, ruling.seen()))
                .flatMap(ruling -> count(tx, importId, ruling, roomForErrors));
    }

    private Uni<Before> before(SqlConnection tx, UUID importId, List<Entry> entries) {
        List<ImportedAccount> clients =
                entries.stream().map(Entry::client).filter(Objects::nonNull).toList();
        List<String> ids = clients.stream().map(ImportedAccount::externalId).toList();
        List<String> emails =
                clients.stream().map(client -> client.email().key()).toList();
        return seen.find(tx, importId, ids, emails)
                .flatMap(found -> accounts.lock(tx, ids).flatMap(known -> accounts.holders(tx, emails)
                        .map(holders -> new Before(found.ids(), found.emails(), known, holders))));
    }

    private Uni<Integer> count(SqlConnection tx, UUID importId, Ruling ruling, int roomForErrors) {
        List<LineError> kept = ruling.errors()
                .subList(0, Math.min(roomForErrors, ruling.errors().size()));
        return store.progress(tx, importId, ruling, kept).map(running -> {
            if (!running) {
                throw Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The import was given up. Send the file again.");
            }
            return kept.size();
        });
    }

    private static boolean isRace(Throwable failure) {
        return failure instanceof PgException refused && RACES.contains(refused.getSqlState());
    }
}
