package dev.gatehouse.kyc;

import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What clients have handed in. */
@ApplicationScoped
public class Documents implements CaseDocuments {
    @Override
    public Uni<List<CaseDocument>> of(SqlClient sql, UUID caseId) {
        return sql.preparedQuery(
                        """
                        select id, case_id, type, media_type, size, received_at from kyc_document
                        where case_id = $1 and received_at is not null and deleted_at is null order by id""")
                .execute(Tuple.of(caseId))
                .map(rows -> Rows.all(rows, Documents::read));
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
