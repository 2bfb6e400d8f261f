package dev.gatehouse.kyc;

import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What clients have handed in. */
@ApplicationScoped
public class Documents implements CaseDocuments {
    private final DocumentStore store;
    private final Clock clock;

    Documents(DocumentStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Uni<List<CaseDocument>> of(SqlClient sql, UUID caseId) {
        return store.of(sql, caseId);
    }

    /**
     * Deletes the content and the keys of all documents of an account, also of one that is being uploaded; that there
     * were some stays in the cases' history.
     */
    public Uni<Void> eraseOf(SqlConnection tx, UUID accountId) {
        return tx.preparedQuery(
                        """
                        with gone as (
                            update kyc_document set wrapped_key = null, deleted_at = $2
                            where case_id in (select id from kyc_case where account_id = $1) and deleted_at is null
                            returning id)
                        delete from kyc_document_chunk where document_id in (select id from gone)""")
                .execute(Tuple.of(accountId, Rows.time(clock.instant())))
                .replaceWithVoid();
    }
}
