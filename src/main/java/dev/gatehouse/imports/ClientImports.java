package dev.gatehouse.imports;

import dev.gatehouse.account.ImportedAccounts;
import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Imports of existing clients. The file is read as fast as it is written: while a batch is being written the client that
 * sends it waits, so its length does not matter to this node.
 *
 * <p>Each batch commits by itself. An import that does not come to its end, since the caller hangs up or the node dies, is
 * {@code failed}, keeps what it has written, and is simply sent again.
 */
@ApplicationScoped
public class ClientImports {
    private static final Logger LOG = Logger.getLogger(ClientImports.class);

    /** Longer than a silent connection is kept open, and many heart beats. */
    static final Duration SILENCE = Duration.ofMinutes(5);

    private final Database database;
    private final ImportStore store;
    private final ImportBatches batches;
    private final LineReader reader;
    private final ImportedAccounts accounts;
    private final AuditLog audit;
    private final Ids ids;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    ClientImports(
            Database database,
            ImportStore store,
            ImportBatches batches,
            LineReader reader,
            ImportedAccounts accounts,
            AuditLog audit,
            Ids ids) {
        this.database = database;
        this.store = store;
        this.batches = batches;
        this.reader = reader;
        this.accounts = accounts;
        this.audit = audit;
        this.ids = ids;
    }

    /**
     * Takes in a file, and is there when all of it is done. Fails if the body does, or the database; the import is {@code
     * failed} then.
     *
     * @param dryRun whether nothing but the report is to be written
     * @param actor who sends it
     */
    public Uni<ImportStarted> run(Multi<Buffer> body, boolean dryRun, String actor) {
        ImportRun run = new ImportRun(ids.next(), dryRun, reader);
        return database.inTransaction(tx -> store.begin(tx, run.id(), actor, dryRun)
                        .flatMap(any -> audit.record(
                                tx, act(actor, "import.started", run.id(), new JsonObject().put("dryRun", dryRun)))))
                .invoke(() -> running.add(run.id()))
                .flatMap(any -> receive(run, body)
                        .flatMap(received -> end(run.id(), actor, null))
                        .onFailure()
                        .call(failure -> giveUp(run.id(), actor, failure))
                        .onTermination()
                        .invoke(() -> running.remove(run.id())))
                .map(ended -> new ImportStarted(ended.id(), ended.status()));
    }

    private Uni<Void> receive(ImportRun run, Multi<Buffer> body) {
        return body.onItem()
                .transformToUniAndConcatenate(piece -> {
                    run.take(piece.getBytes());
                    return write(run, ImportRun.BATCH);
                })
                .onItem()
                .ignoreAsUni()
                .flatMap(any -> {
                    run.takeEnd();
                    return write(run, 1);
                });
    }

    /** Writes batches while at least that many lines wait. */
    private Uni<Void> write(ImportRun run, int least) {
        if (run.waiting() < least) {
            return Uni.createFrom().voidItem();
        }
        return batches.write(run.id(), run.dryRun(), run.next(), run.roomForErrors())
                .invoke(run::keptErrors)
                .flatMap(any -> write(run, least));
    }

    private Uni<ImportView> end(UUID id, String actor, @Nullable String failure) {
        return database.inTransaction(tx -> store.end(tx, id, failure)
                .onItem()
                .ifNull()
                .failWith(() ->
                        Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "The import was given up. Send the file again."))
                .call(ended -> audit.record(tx, act(actor, "import." + ended.status(), id, counts(ended)))));
    }

    /** If not even that can be written, the import falls silent and is given up later. */
    private Uni<Void> giveUp(UUID id, String actor, Throwable failure) {
        return end(id, actor, reason(failure))
                .onFailure()
                .invoke(again -> LOG.warnf(
                        "import=%s could not be given up: %s",
                        id, again.getClass().getName()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static String reason(Throwable failure) {
        if (failure instanceof HttpClosedException) {
            return "hung-up";
        }
        return failure instanceof Refusal refusal ? refusal.code().code() : ErrorCode.INTERNAL_ERROR.code();
    }

    private static Act act(String actor, String action, UUID id, JsonObject detail) {
        return new Act(actor, action, "import:" + id, detail);
    }

    private static JsonObject counts(ImportView ended) {
        JsonObject counts = new JsonObject()
                .put("dryRun", ended.dryRun())
                .put("total", ended.total())
                .put("imported", ended.imported())
                .put("updated", ended.updated())
                .put("rejected", ended.rejected());
        return ended.failure() == null ? counts : counts.put("failure", ended.failure());
    }

    /** Says which imports this node is at, and gives up those that nobody is at; while PostgreSQL is away, nothing. */
    @Scheduled(
            identity = "imports",
            every = "30s",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return store.beat(running)
                .flatMap(any -> giveUpSilent())
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "imports could not be looked after: %s",
                        failure.getClass().getName()))
                .onFailure()
                .recoverWithNull();
    }

    /** Gives up imports whose node is gone. */
    Uni<Void> giveUpSilent() {
        return store.silent(SILENCE).flatMap(silent -> Multi.createFrom()
                .iterable(silent)
                .onItem()
                .transformToUniAndConcatenate(id -> end(id, "system", "node-lost")
                        .onFailure(Refusal.class)
                        .recoverWithNull()
                        .replaceWithVoid())
                .onItem()
                .ignoreAsUni());
    }

    /** The import with its errors, or {@code null}. */
    public Uni<@Nullable ImportView> find(UUID id) {
        return store.find(id);
    }

    /** Which account an imported client has, or {@code null} if none was imported under that id. */
    public Uni<@Nullable ImportedClientView> client(String externalId) {
        return accounts.origin(externalId)
                .map(found -> found == null
                        ? null
                        : new ImportedClientView(
                                externalId, found.accountId(), found.importedAt(), found.phoneClaimedVerified()));
    }

    /** The newest imports without their errors: up to {@code limit}, older than {@code before} if it is given. */
    public Uni<List<ImportView>> newest(@Nullable UUID before, int limit) {
        return store.newest(before, limit);
    }
}
