package dev.gatehouse.ticket;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@code POST /tickets}, as it is kept for its {@code Idempotency-Key}.
 *
 * @param ticket the ticket; {@code null} for somebody without an account, who is told nothing of it
 * @param created whether it was not there before
 */
@RegisterForReflection
record Opened(@Nullable TicketView ticket, boolean created) {
    /** What somebody without an account is told. */
    static final Opened ACCEPTED = new Opened(null, true);
}
