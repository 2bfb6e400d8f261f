package dev.gatehouse.messaging;

import io.smallrye.mutiny.Uni;

/** Port: the SMS gateways, as one. */
public interface SmsTransport {
    /**
     * Offers the SMS to the gateways in their order until one takes it. What gateways and network do is an item; a
     * failure is a defect.
     */
    Uni<Attempt> send(Sms sms);
}
