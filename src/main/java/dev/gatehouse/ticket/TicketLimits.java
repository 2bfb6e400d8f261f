package dev.gatehouse.ticket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits on what is written to the desk. */
@ConfigMapping(prefix = "gatehouse.limits.tickets")
public interface TicketLimits {
    /** Messages an hour of one account, those that open a ticket included. */
    @WithDefault("30")
    int perAccountAnHour();

    /** Tickets a day without a credential from one address (IPv6: /64). */
    @WithDefault("3")
    int anonymousPerAddressADay();

    /** Tickets an hour without a credential, all addresses together; counted in PostgreSQL, so that it holds without Redis. */
    @WithDefault("200")
    int anonymousAnHour();
}
