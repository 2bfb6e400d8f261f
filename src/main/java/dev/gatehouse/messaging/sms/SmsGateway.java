package dev.gatehouse.messaging.sms;

import io.smallrye.mutiny.Uni;

/** Port: one SMS gateway. */
interface SmsGateway {
    /** Its name in the outbox and in metrics. */
    String name();

    /** Whether its settings are there; it is not asked otherwise. */
    boolean configured();

    /**
     * Hands the message over. A number that the gateway rejects is an item; the failure is a {@link GatewayException},
     * within the gateway's timeout. After a timeout the message may have been sent all the same.
     *
     * @param to E.164 with the leading plus
     */
    Uni<Handover> send(String to, String text);
}
