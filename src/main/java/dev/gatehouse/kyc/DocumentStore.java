package dev.gatehouse.kyc;

import static dev.gatehouse.platform.persistence.Rows.bytes;
import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code kyc_document} and {@code kyc_document_chunk}. What it is given is sealed already. */
@ApplicationScoped
class DocumentStore {
    private static final String COLUMNS = "d.id, d.case_id, d.type, d.media_type, d.size, d.received_at";

    private final Clock clock;

    DocumentStore(Clock clock) {
        this.clock = clock;
    }

    /** A sealed piece as it is stored. */
    record Chunk(boolean last, Buffer data) {
        @Override
        public String toString() {
            return "Chunk[last=" + last + ']';
        }
    }

    /** Begins a document that is not whole yet. */
    Uni<Void> begin(SqlClient sql, UUID id, UUID caseId, String mediaType, Buffer wrappedKey) {
        return sql.preparedQuery(
                        "insert into kyc_document (id, case_id, media_type, wrapped_key, created_at) values ($1, $2, $3, $4, $5)")
                .execute(Tuple.of(id, caseId, mediaType, wrappedKey, time(clock.instant())))
                .replaceWithVoid();
    }

    /** Adds a piece. */
    Uni<Void> add(SqlClient sql, UUID id, int seq, boolean last, byte[] sealed) {
        return sql.preparedQuery(
                        "insert into kyc_document_chunk (document_id, seq, last, data) values ($1, $2, $3, $4)")
                .execute(Tuple.of(id, seq, last, bytes(sealed)))
                .replaceWithVoid();
    }

    /** Whether the case still waits for documents; locks it, so that it stays so until the transaction ends. */
    Uni<Boolean> lockOpen(SqlConnection tx, UUID caseId) {
        return tx.preparedQuery("select status = 'required' as open from kyc_case where id = $1 for update")
                .execute(Tuple.of(caseId))
                .map(rows -> Boolean.TRUE.equals(Rows.first(rows, row -> row.getBoolean("open"))));
    }

    /** How many whole documents of a case are kept. */
    Uni<Integer> count(SqlClient sql, UUID caseId) {
        return sql.preparedQuery(
                        "select count(*)::int as kept from kyc_document where case_id = $1 and received_at is not null and deleted_at is null")
                .execute(Tuple.of(caseId))
                .map(rows -> rows.iterator().next().getInteger("kept"));
    }

    /** Makes it whole; {@code null} if it is gone, or was deleted with the account. */
    Uni<@Nullable CaseDocument> finish(SqlConnection tx, UUID id, DocumentType type, long size) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return tx.preparedQuery(
                        """
                        update kyc_document d set type = $2, size = $3, received_at = $4
                        where id = $1 and received_at is null and deleted_at is null returning\s"""
                                + COLUMNS)
                .execute(Tuple.of(id, type.wireName(), size, time(now)))
                .map(rows -> Rows.first(rows, DocumentStore::read));
    }

    /** Takes back what has not become whole. */
    Uni<Void> drop(SqlClient sql, UUID id) {
        return sql.preparedQuery("delete from kyc_document where id = $1 and received_at is null")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    /** The whole documents of a case that are kept, oldest first. */
    Uni<List<CaseDocument>> of(SqlClient sql, UUID caseId) {
        return sql.preparedQuery(
                        "select " + COLUMNS
                                + " from kyc_document d where case_id = $1 and received_at is not null and deleted_at is null order by id")
                .execute(Tuple.of(caseId))
                .map(rows -> Rows.all(rows, DocumentStore::read));
    }

    /** That whole document of that case, or {@code null}. */
    Uni<@Nullable StoredDocument> find(SqlClient sql, UUID caseId, UUID id) {
        return sql.preparedQuery(
                        "select " + COLUMNS
                                + """
                        , c.account_id, d.wrapped_key from kyc_document d join kyc_case c on c.id = d.case_id
                        where d.id = $1 and d.case_id = $2 and d.received_at is not null""")
                .execute(Tuple.of(id, caseId))
                .map(rows ->
                        Rows.first(rows, row -> new StoredDocument(read(row), row.getUUID("account_id"), key(row))));
    }

    /** The next whole documents after that id whose key does not begin with the mark. */
    Uni<List<StoredDocument>> wrappedBefore(SqlClient sql, Buffer mark, UUID after, int most) {
        return sql.preparedQuery(
                        "select " + COLUMNS
                                + """
                        , c.account_id, d.wrapped_key from kyc_document d join kyc_case c on c.id = d.case_id
                        where d.id > $2 and d.received_at is not null and d.deleted_at is null
                        and substring(d.wrapped_key from 1 for octet_length($1::bytea)) <> $1 order by d.id limit $3""")
                .execute(Tuple.of(mark, after, most))
                .map(rows -> Rows.all(rows, row -> new StoredDocument(read(row), row.getUUID("account_id"), key(row))));
    }

    /** Puts a key in place of another, unless that has changed. */
    Uni<Void> wrap(SqlClient sql, UUID id, Buffer before, Buffer after) {
        return sql.preparedQuery("update kyc_document set wrapped_key = $3 where id = $1 and wrapped_key = $2")
                .execute(Tuple.of(id, before, after))
                .replaceWithVoid();
    }

    /** The piece of that number, or {@code null}. */
    Uni<@Nullable Chunk> chunk(SqlClient sql, UUID id, int seq) {
        return sql.preparedQuery("select last, data from kyc_document_chunk where document_id = $1 and seq = $2")
                .execute(Tuple.of(id, seq))
                .map(rows -> Rows.first(
                        rows,
                        row -> new Chunk(
                                row.getBoolean("last"), row.getBuffer("data").getDelegate())));
    }

    private static @Nullable Buffer key(Row row) {
        io.vertx.mutiny.core.buffer.Buffer key = row.getBuffer("wrapped_key");
        return key == null ? null : key.getDelegate();
    }

    private static CaseDocument read(Row row) {
        return new CaseDocument(
                row.getUUID("id"),
                row.getUUID("case_id"),
                Objects.requireNonNull(DocumentType.of(row.getString("type"))),
                row.getString("media_type"),
                row.getLong("size"),
                row.getOffsetDateTime("received_at").toInstant());
    }
}
