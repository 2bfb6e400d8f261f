package dev.gatehouse.kyc;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.KycState;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a client sees and does under KYC. */
@ApplicationScoped
class ClientKyc {
    private static final Logger LOG = Logger.getLogger(ClientKyc.class);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Database database;
    private final Accounts accounts;
    private final KycCases cases;
    private final KycMoves moves;
    private final KycNotices notices;
    private final KycDesk desk;
    private final CaseDocuments documents;
    private final KycProviders providers;

    ClientKyc(
            Database database,
            Accounts accounts,
            KycCases cases,
            KycMoves moves,
            KycNotices notices,
            KycDesk desk,
            CaseDocuments documents,
            KycProviders providers) {
        this.database = database;
        this.accounts = accounts;
        this.cases = cases;
        this.moves = moves;
        this.notices = notices;
        this.desk = desk;
        this.documents = documents;
        this.providers = providers;
    }

    /** Where the client stands. */
    Uni<KycView> view(UUID accountId) {
        return there(accounts.find(accountId)).flatMap(account -> view(database.client(), account));
    }

    /** The newest case stands in the view if it is what led to the status. */
    private Uni<KycView> view(SqlClient sql, Account account) {
        return account.kyc() == KycState.NOT_REQUIRED
                ? Uni.createFrom().item(KycView.of(account.kyc()))
                : cases.newest(sql, account.id())
                        .flatMap(newest -> newest == null || !led(newest.status(), account.kyc())
                                ? Uni.createFrom().item(KycView.of(account.kyc()))
                                : documents
                                        .of(sql, newest.id())
                                        .map(found -> KycView.of(account.kyc(), newest, requirements(newest), found)));
    }

    private static boolean led(CaseStatus status, KycState state) {
        return switch (status) {
            case REQUIRED -> state == KycState.REQUIRED;
            case IN_REVIEW -> state == KycState.IN_REVIEW;
            case APPROVED, CLEARED -> state == KycState.APPROVED;
            case REJECTED -> state == KycState.REJECTED;
        };
    }

    private List<String> requirements(KycCase of) {
        return of.status().open() && providers.of(of).takesDocumentsHere()
                ? Arrays.stream(DocumentType.values())
                        .map(DocumentType::wireName)
                        .toList()
                : List.of();
    }

    /**
     * Begins with the provider, or goes on with it; the provider is asked with no connection held. What is under review
     * is only shown.
     */
    Uni<KycView> start(UUID accountId) {
        return there(accounts.find(accountId))
                .invoke(ClientKyc::refuseUnlessUnderKyc)
                .flatMap(account -> cases.findOpen(database.client(), accountId)
                        .flatMap(open -> open == null
                                ? openMissing(accountId)
                                : Uni.createFrom().item(open))
                        .flatMap(open -> open == null || open.status() == CaseStatus.IN_REVIEW
                                ? view(accountId)
                                : begin(account, open)));
    }

    /** Who came under KYC before there were cases gets one now. */
    private Uni<@Nullable KycCase> openMissing(UUID accountId) {
        return database.inTransaction(tx -> lockUnderKyc(tx, accountId), (tx, account) -> openMissing(tx, account)
                        .flatMap(any -> cases.findOpen(tx, accountId)))
                .invoke(desk::nudge);
    }

    private Uni<Account> openMissing(SqlConnection tx, Account account) {
        return account.kyc() == KycState.REQUIRED
                ? desk.require(tx, account, new KycCause(null, Set.of(), KycCause.CHAIN))
                : Uni.createFrom().item(account);
    }

    private Uni<KycView> begin(Account account, KycCase open) {
        return providers
                .of(open)
                .start(open, account)
                .onFailure(failure -> !(failure instanceof Refusal))
                .transform(failure -> {
                    LOG.warnf(
                            "a KYC provider could not begin provider=%s case=%s: %s",
                            open.provider(), open.id(), failure.getClass().getSimpleName());
                    return Refusal.of(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(RETRY);
                })
                .call(started -> keepApplicant(open, started.applicantId()))
                .flatMap(
                        started -> view(account.id()).map(view -> view.withVerificationUrl(started.verificationUrl())));
    }

    private Uni<Void> keepApplicant(KycCase open, @Nullable String applicantId) {
        return applicantId == null || applicantId.equals(open.applicantId())
                ? Uni.createFrom().voidItem()
                : database.inTransaction(tx -> accounts.lock(tx, open.accountId())
                        .flatMap(locked -> cases.setApplicant(tx, open.id(), applicantId)));
    }

    /** Hands the case in. What is under review stays so. */
    Uni<KycState> submit(UUID accountId, String actor) {
        return database.inTransaction(
                        tx -> lockUnderKyc(tx, accountId),
                        (tx, account) -> account.kyc() == KycState.IN_REVIEW
                                ? Uni.createFrom().item(account.kyc())
                                : cases.findOpen(tx, accountId).flatMap(open -> submit(tx, account, open, actor)))
                .invoke(notices::nudge);
    }

    private Uni<KycState> submit(SqlConnection tx, Account account, @Nullable KycCase open, String actor) {
        if (open == null) {
            throw missing(EnumSet.allOf(DocumentType.class));
        }
        if (!providers.of(open).takesDocumentsHere()) {
            throw Refusal.of(
                            ErrorCode.KYC_DOCUMENTS_MISSING,
                            "They are handed in at the page that POST /kyc/start gives, not here.")
                    .withNextSteps(List.of("complete_kyc"));
        }
        return documents.of(tx, open.id()).flatMap(found -> {
            Set<DocumentType> missing = EnumSet.allOf(DocumentType.class);
            found.forEach(document -> missing.remove(document.type()));
            if (!missing.isEmpty()) {
                throw missing(missing);
            }
            return moves.make(tx, account, open, CaseMove.SUBMIT, Word.of(actor))
                    .replaceWith(KycState.IN_REVIEW);
        });
    }

    private static Refusal missing(Set<DocumentType> types) {
        return Refusal.of(
                        ErrorCode.KYC_DOCUMENTS_MISSING,
                        types.stream()
                                .map(DocumentType::wireName)
                                .collect(Collectors.joining(", ", "Still to be uploaded: ", ".")))
                .withNextSteps(List.of("complete_kyc"));
    }

    private Uni<Account> lockUnderKyc(SqlConnection tx, UUID accountId) {
        return accounts.lockOrRefuse(tx, accountId).invoke(ClientKyc::refuseUnlessUnderKyc);
    }

    private static void refuseUnlessUnderKyc(Account account) {
        if (account.closedAt() != null) {
            // A key may name it still; what was erased is not to be filled again.
            throw Refusal.of(ErrorCode.NOT_FOUND);
        }
        switch (account.kyc()) {
            case NOT_REQUIRED, APPROVED -> throw Refusal.of(ErrorCode.KYC_NOT_REQUIRED);
            case REJECTED -> throw Refusal.of(ErrorCode.KYC_ALREADY_DECIDED).withNextSteps(List.of("contact_support"));
            case REQUIRED, IN_REVIEW -> {
                // Goes on.
            }
        }
    }

    private static Uni<Account> there(Uni<@Nullable Account> found) {
        return found.onItem().ifNull().failWith(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }
}
