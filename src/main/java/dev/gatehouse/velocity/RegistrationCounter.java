package dev.gatehouse.velocity;

import dev.gatehouse.platform.web.ClientAddress;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Counts the registrations of an address and of the network around it. */
public interface RegistrationCounter {
    /**
     * How many registrations there are in the window, the one that asks included.
     *
     * @param address from the address (IPv4) or its /64 (IPv6)
     * @param network from its /24 or /48
     */
    record Counts(long address, long network) {}

    /**
     * Counts a registration and tells how many there are, in one step, so that of many at once none is overlooked.
     * Asking again for the same account counts nothing. Fails if the counters cannot be reached in time.
     */
    Uni<Counts> take(UUID accountId, ClientAddress address);

    /** Takes back what {@link #take} counted; does nothing if it counted nothing. Fails like it. */
    Uni<Void> release(UUID accountId, ClientAddress address);
}
