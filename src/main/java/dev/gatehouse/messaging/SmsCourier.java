package dev.gatehouse.messaging;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Sends an SMS while the request waits, so that it can say whether a gateway took it. */
public interface SmsCourier {
    /**
     * Offers the SMS to the gateways in their order, each with its timeout, and marks the outbox row: sent, or dead if
     * none took it. A gateway that timed out may have sent it; the next one then sends the same text. No database
     * connection is held meanwhile. Call it after the commit of the transaction that added the row, which must still be
     * held back.
     */
    Uni<SmsOutcome> sendNow(UUID messageId, Sms sms);
}
