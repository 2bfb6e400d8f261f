package dev.gatehouse.messaging;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Port: the mail server. */
public interface MailTransport {
    /**
     * Offers the mail to the server. What the server or the network does is an item; a failure is a defect.
     *
     * @param id the message's id: the same in every attempt, so that receivers can recognise a second copy
     */
    Uni<Attempt> send(UUID id, Mail mail);
}
