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
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code kyc_case} and {@code kyc_case_event}. A case is written under its account's lock. */
@ApplicationScoped
class KycCases {
    /** What {@link #read} needs. */
    static final String COLUMNS =
            """
            id, account_id, status, provider, applicant_id, decision_id, message, requested_at, submitted_at, \
            decided_at, provider_event_at""";

    private final Ids ids;
    private final Clock clock;

    KycCases(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Opens a case unless one is open; {@code null} if one was: that one has the further reasons, too, so that a bulk undo
     * for one of them leaves it.
     */
    Uni<@Nullable KycCase> open(SqlConnection tx, UUID accountId, KycCause cause, String provider) {
        String[] checks = cause.checks().stream().sorted().toArray(String[]::new);
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
                        .addValue(checks)
                        .addValue(cause.actor())
                        .addValue(time(now())))
                .map(rows -> Rows.first(rows, KycCases::read))
                .call(opened -> opened == null
                        ? alsoFor(tx, accountId, checks)
                        : note(tx, opened, "opened", Word.of(cause.actor())));
    }

    private static Uni<Void> alsoFor(SqlConnection tx, UUID accountId, String[] checks) {
        return tx.preparedQuery(
                        """
                        update kyc_case set checks = array(select distinct unnest(checks || $2::text[]) order by 1)
                        where account_id = $1 and status in ('required', 'in_review') and not checks @> $2::text[]""")
                .execute(Tuple.of(accountId, checks))
                .replaceWithVoid();
    }

    /** The case, or {@code null}. */
    Uni<@Nullable KycCase> find(SqlClient sql, UUID id) {
        return one(sql, "where id = $1", Tuple.of(id));
    }

    /** The account's open case, or {@code null}. */
    Uni<@Nullable KycCase> findOpen(SqlClient sql, UUID accountId) {
        return one(sql, "where account_id = $1 and status in ('required', 'in_review')", Tuple.of(accountId));
    }

    /** The account's newest case, or {@code null}. */
    Uni<@Nullable KycCase> newest(SqlClient sql, UUID accountId) {
        return one(sql, "where account_id = $1 order by id desc limit 1", Tuple.of(accountId));
    }

    /** The case of a provider's applicant, or {@code null}. */
    Uni<@Nullable KycCase> ofApplicant(SqlClient sql, String provider, String applicantId) {
        return one(sql, "where provider = $1 and applicant_id = $2", Tuple.of(provider, applicantId));
    }

    /** Notes the provider's id for the client, while the case is open. */
    Uni<Void> setApplicant(SqlConnection tx, UUID id, String applicantId) {
        return tx.preparedQuery(
                        """
                        update kyc_case set applicant_id = $2 where id = $1 and status in ('required', 'in_review')
                        and applicant_id is distinct from $2""")
                .execute(Tuple.of(id, applicantId))
                .replaceWithVoid();
    }

    /** Moves a case that was read under its account's lock, and adds the move to its history. */
    Uni<KycCase> move(SqlConnection tx, KycCase before, CaseMove move, CaseStatus after, Word word) {
        Instant now = now();
        boolean again = before.status() == CaseStatus.IN_REVIEW && after == CaseStatus.IN_REVIEW;
        Instant submittedAt = after == CaseStatus.IN_REVIEW && !again ? now : before.submittedAt();
        Instant providerAt = word.providerAt() == null ? before.providerEventAt() : word.providerAt();
        return tx.preparedQuery(
                        """
                        update kyc_case set status = $2, message = $3, submitted_at = $4, decided_at = $5,
                                            provider_event_at = $6
                        where id = $1 returning\s"""
                                + COLUMNS)
                .execute(Tuple.tuple()
                        .addValue(before.id())
                        .addValue(after.wireName())
                        .addValue(word.clientMessage())
                        .addValue(orNull(submittedAt))
                        .addValue(orNull(after.open() ? null : now))
                        .addValue(orNull(providerAt)))
                .map(rows -> read(rows.iterator().next()))
                .call(moved -> again ? Uni.createFrom().voidItem() : note(tx, moved, move.wireName(), word));
    }

    /** Adds a line to a case's history. */
    Uni<Void> note(SqlConnection tx, KycCase at, String event, Word word) {
        return tx.preparedQuery(
                        """
                        insert into kyc_case_event (id, case_id, actor, event, status, client_message, note, created_at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8)""")
                .execute(Tuple.tuple()
                        .addValue(ids.next())
                        .addValue(at.id())
                        .addValue(word.actor())
                        .addValue(event)
                        .addValue(at.status().wireName())
                        .addValue(word.clientMessage())
                        .addValue(word.note())
                        .addValue(time(now())))
                .replaceWithVoid();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Object orNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    private static Uni<@Nullable KycCase> one(SqlClient sql, String where, Tuple parameters) {
        return sql.preparedQuery("select " + COLUMNS + " from kyc_case " + where)
                .execute(parameters)
                .map(rows -> Rows.first(rows, KycCases::read));
    }

    static KycCase read(Row row) {
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
