package dev.gatehouse.kyc;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff see of cases. Every list is read along an index that ends in the id. */
@ApplicationScoped
public class CaseFiles {
    private static final int LONGEST_HISTORY = 200;

    private final Database database;
    private final CaseDocuments documents;

    CaseFiles(Database database, CaseDocuments documents) {
        this.database = database;
        this.documents = documents;
    }

    /** The newest cases: up to {@code limit}, older than {@code before} and of that status if they are given. */
    public Uni<List<CaseEntry>> newest(@Nullable CaseStatus status, @Nullable UUID before, int limit) {
        return status == null
                ? list("($1::uuid is null or id < $1) order by id desc limit $2", Tuple.of(before, limit))
                : list(
                        "status = $3 and ($1::uuid is null or id < $1) order by id desc limit $2",
                        Tuple.of(before, limit, status.wireName()));
    }

    /** The newest cases of an account. */
    public Uni<List<CaseEntry>> ofAccount(UUID accountId, int limit) {
        return list("account_id = $1 order by id desc limit $2", Tuple.of(accountId, limit));
    }

    private Uni<List<CaseEntry>> list(String where, Tuple parameters) {
        return database.client()
                .preparedQuery("select " + KycCases.COLUMNS + " from kyc_case where " + where)
                .execute(parameters)
                .map(rows -> Rows.all(rows, row -> CaseEntry.of(KycCases.read(row))));
    }

    /** All about a case; fails with {@code 404} if there is none of that id. */
    public Uni<CaseFile> get(UUID caseId) {
        return database.client()
                .preparedQuery("select " + KycCases.COLUMNS + ", checks from kyc_case where id = $1")
                .execute(Tuple.of(caseId))
                .map(rows -> Rows.first(rows, row -> row))
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND))
                .flatMap(row -> documents.of(database.client(), caseId).flatMap(handedIn -> history(caseId)
                        .map(history -> file(row, handedIn, history))));
    }

    private Uni<List<CaseFile.Line>> history(UUID caseId) {
        return database.client()
                .preparedQuery(
                        """
                        select created_at, actor, event, status, client_message, note from kyc_case_event
                        where case_id = $1 order by id limit $2""")
                .execute(Tuple.of(caseId, LONGEST_HISTORY))
                .map(rows -> Rows.all(
                        rows,
                        row -> new CaseFile.Line(
                                row.getOffsetDateTime("created_at").toInstant(),
                                row.getString("actor"),
                                row.getString("event"),
                                row.getString("status"),
                                row.getString("client_message"),
                                row.getString("note"))));
    }

    private static CaseFile file(Row row, List<CaseDocument> documents, List<CaseFile.Line> history) {
        KycCase found = KycCases.read(row);
        return new CaseFile(
                found.id(),
                found.accountId(),
                found.status().wireName(),
                found.provider(),
                List.of(row.getArrayOfStrings("checks")),
                found.decisionId(),
                found.message(),
                found.requestedAt(),
                found.submittedAt(),
                found.decidedAt(),
                documents.stream().map(CaseFile.Document::of).toList(),
                history);
    }
}
