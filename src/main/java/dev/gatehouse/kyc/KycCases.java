package dev.gatehouse.kyc;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code kyc_case} and {@code kyc_case_event}. A case is written under its account's lock. */
@ApplicationScoped
class KycCases {
    private static final String COLUMNS =
            """
            id, account_id, status, provider, applicant_id, decision_id, message, requested_at, submitted_at, \
            decided_at, provider_event_at""";

    private final Ids ids;
    private final Clock clock;

    KycCases(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Opens a case unless one is open; {@code null} if one was. */
    Uni<@Nullable KycCase> open(SqlConnection tx, UUID accountId, KycCause cause, String provider) {
        return tx.preparedQuery(
                        """
                        insert into kyc_case (id, account_id, status, provider, decision_id, checks, opened_by, requested_at)
                        values ($1, $2, 'required', $3, $4, $5, $6, $7)
                        on conflict (account_id) where status in ('required', 'in_review') do nothing
                        returning\s"""
                                + COLUMNS)
                .execute(Tuple.tuple()
                        .addValue(ids.next())
                        .addValue(accountId)
                        .addValue(provider)
                        .addValue(cause.decisionId())
                        .addValue(cause.checks().stream().sorted().toArray(String[]::new))
                        .addValue(cause.actor())
                        .addValue(time(clock.instant())))
                .map(rows -> Rows.first(rows, KycCases::read))
                .call(opened -> opened == null
                        ? Uni.createFrom().voidItem()
                        : note(tx, opened.id(), cause.actor(), "opened", CaseStatus.REQUIRED));
    }

    /** The account's open case, or {@code null}. */
    Uni<@Nullable KycCase> findOpen(SqlClient tx, UUID accountId) {
        return tx.preparedQuery("select " + COLUMNS
                        + " from kyc_case where account_id = $1 and status in ('required', 'in_review')")
                .execute(Tuple.of(accountId))
                .map(rows -> Rows.first(rows, KycCases::read));
    }

    /** Closes the account's open case without a look at documents, if there is one. */
    Uni<Void> clearOpen(SqlConnection tx, UUID accountId, String actor) {
        Instant now = clock.instant();
        return tx.preparedQuery(
                        """
                        update kyc_case set status = 'cleared', decided_at = $2
                        where account_id = $1 and status in ('required', 'in_review') returning id""")
                .execute(Tuple.of(accountId, time(now)))
                .map(rows -> Rows.first(rows, row -> row.getUUID("id")))
                .flatMap(id ->
                        id == null ? Uni.createFrom().voidItem() : note(tx, id, actor, "cleared", CaseStatus.CLEARED));
    }

    /** Adds a line to a case's history. */
    private Uni<Void> note(SqlConnection tx, UUID caseId, String actor, String event, CaseStatus status) {
        return tx.preparedQuery(
                        "insert into kyc_case_event (id, case_id, actor, event, status, created_at) values ($1, $2, $3, $4, $5, $6)")
                .execute(Tuple.of(ids.next(), caseId, actor, event, status.wireName(), time(clock.instant())))
                .replaceWithVoid();
    }

    private static KycCase read(Row row) {
        return new KycCase(
                row.getUUID("id"),
                row.getUUID("account_id"),
                CaseStatus.of(row.getString("status")),
                row.getString("provider"),
                row.getString("applicant_id"),
                row.getUUID("decision_id"),
                row.getString("message"),
                row.getOffsetDateTime("requested_at").toInstant(),
                Rows.instant(row, "submitted_at"),
                Rows.instant(row, "decided_at"),
                Rows.instant(row, "provider_event_at"));
    }
}
