package dev.gatehouse.kyc;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;

/** The documents of a case. */
interface CaseDocuments {
    /** Those that have been received whole and are still kept, oldest first. */
    Uni<List<CaseDocument>> of(SqlClient sql, UUID caseId);
}
