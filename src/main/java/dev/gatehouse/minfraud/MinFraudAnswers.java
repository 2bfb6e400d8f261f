package dev.gatehouse.minfraud;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** What MaxMind thinks of a client's e-mail and address. */
public interface MinFraudAnswers {
    /**
     * Reuses an answer that is at most a day old, since MaxMind is paid by the query, or asks for a new one. That MaxMind
     * has none is an item too, unless the client orders and a clean answer of the last week stands in; only a lost
     * database is a failure.
     */
    Uni<MinFraudAnswer> ask(RiskQuery query);

    /** How long {@link #ask} may take: MaxMind's time and a little for the database. */
    Duration patience();
}
