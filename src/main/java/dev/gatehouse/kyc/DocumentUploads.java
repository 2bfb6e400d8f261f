package dev.gatehouse.kyc;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimiter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Takes documents in, for the case that is open at the time. */
@ApplicationScoped
class DocumentUploads {
    /** The most documents that a case has. */
    static final int MOST = 20;

    /** Whoever sends more slowly takes a slot from others. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Limit LIMIT = new Limit("kyc-documents", 60, Duration.ofHours(1));

    private final KycCases cases;
    private final KycProviders providers;
    private final DocumentStore store;
    private final DocumentWriter writer;
    private final UploadSlots slots;
    private final RateLimiter limiter;
    private final Database database;
    private final Clock clock;

    DocumentUploads(
            KycCases cases,
            KycProviders providers,
            DocumentStore store,
            DocumentWriter writer,
            UploadSlots slots,
            RateLimiter limiter,
            Database database,
            Clock clock) {
        this.cases = cases;
        this.providers = providers;
        this.store = store;
        this.writer = writer;
        this.slots = slots;
        this.limiter = limiter;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes a document in.
     *
     * @param contentType the body's
     * @param body subscribed to, and so read, only once it is clear that a document is wanted
     */
    Uni<CaseDocument> receive(UUID accountId, String contentType, Multi<Buffer> body) {
        return limiter.enforce(LIMIT, accountId.toString())
                .chain(() -> slots.within(accountId, () -> openCase(accountId)
                        .call(found ->
                                store.count(database.client(), found.id()).invoke(DocumentUploads::enough))
                        .flatMap(found -> new Upload(found.id(), contentType, writer)
                                .receive(timed(body))
                                .flatMap(written -> finish(found.id(), written)))));
    }

    private Multi<Buffer> timed(Multi<Buffer> body) {
        Instant end = clock.instant().plus(LONGEST);
        return body.invoke(() -> {
            if (clock.instant().isAfter(end)) {
                throw Refusal.of(ErrorCode.MALFORMED_REQUEST, "The upload took more than 10 minutes.");
            }
        });
    }

    private Uni<KycCase> openCase(UUID accountId) {
        return cases.findOpen(database.client(), accountId).map(found -> {
            if (found == null
                    || found.status() != CaseStatus.REQUIRED
                    || !providers.of(found).takesDocumentsHere()) {
                throw notWanted();
            }
            return found;
        });
    }

    private Uni<CaseDocument> finish(UUID caseId, Upload.Written written) {
        return writer.inTransaction(tx -> finish(tx, caseId, written))
                .onFailure()
                .call(() -> written.draft().drop().onFailure().recoverWithNull());
    }

    private Uni<CaseDocument> finish(SqlConnection tx, UUID caseId, Upload.Written written) {
        return store.lockOpen(tx, caseId)
                .invoke(open -> {
                    if (!open) {
                        throw notWanted();
                    }
                })
                .chain(() -> store.count(tx, caseId).invoke(DocumentUploads::enough))
                .chain(() -> written.draft().finish(tx, written.type(), written.size()))
                .onItem()
                .ifNull()
                .failWith(DocumentUploads::notWanted);
    }

    private static void enough(int kept) {
        if (kept >= MOST) {
            throw Refusal.invalid("file", "too-many", "A case has at most " + MOST + " documents.");
        }
    }

    private static Refusal notWanted() {
        return Refusal.of(ErrorCode.KYC_NOT_REQUIRED, "No documents are wanted here right now.");
    }
}
