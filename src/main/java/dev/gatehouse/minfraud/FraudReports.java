package dev.gatehouse.minfraud;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/** Tells MaxMind what became of those whom it was asked about, so that its scores get better for us and others. */
public interface FraudReports {
    /**
     * Writes a report in the transaction of whoever decides; it is sent some seconds after the commit, and again until
     * MaxMind takes it or three days have passed.
     *
     * @param transactionId the decision that used the answer
     * @param minFraudId MaxMind's id of the answer that it used: {@code minFraudId} in the evidence of the check {@code
     *     minfraud}
     * @param tag what became of the client
     */
    Uni<Void> report(SqlConnection transaction, UUID transactionId, String minFraudId, FraudTag tag);
}
