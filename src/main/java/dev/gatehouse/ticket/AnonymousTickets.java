package dev.gatehouse.ticket;

import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.platform.idempotency.Idempotency;
import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.idempotency.Outcome;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimitState;
import dev.gatehouse.platform.ratelimit.RateLimiter;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.ticket.Conversation.Stranger;
import dev.gatehouse.webhook.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tickets of those who cannot sign in. Accounts are not looked at: the answer and the work are the same whether or not
 * the address has one.
 *
 * <p>The limit of an address is counted in Redis and lets everyone through while that is away. What then still holds the
 * desk together is counted in PostgreSQL: so many such tickets an hour, whoever they come from.
 */
@ApplicationScoped
class AnonymousTickets {
    static final String ACTOR = "anonymous";

    private final Database database;
    private final Idempotency idempotency;
    private final TicketRepository tickets;
    private final Conversation conversation;
    private final Events events;
    private final RateLimiter rateLimiter;
    private final Clock clock;
    private final Limit perAddress;
    private final Limit inAll;

    AnonymousTickets(
            Database database,
            Idempotency idempotency,
            TicketRepository tickets,
            Conversation conversation,
            Events events,
            RateLimiter rateLimiter,
            Clock clock,
            TicketLimits limits) {
        this.database = database;
        this.idempotency = idempotency;
        this.tickets = tickets;
        this.conversation = conversation;
        this.events = events;
        this.rateLimiter = rateLimiter;
        this.clock = clock;
        this.perAddress =
                new Limit("anonymous-ticket-per-address", limits.anonymousPerAddressADay(), Duration.ofDays(1));
        this.inAll = new Limit("anonymous-tickets", limits.anonymousAnHour(), Duration.ofHours(1));
    }

    /**
     * Opens a ticket without an account.
     *
     * @param from the end client's address
     * @param locale the language of the answer
     */
    Uni<Outcome<Opened>> open(@Nullable IdempotencyKey once, TicketRequest request, ClientAddress from, String locale) {
        Stranger stranger = new Stranger(contact(request), locale);
        return idempotency
                .once(once, request, Opened.class, reservation -> rateLimiter
                        .enforce(perAddress, from)
                        .flatMap(allowed -> database.inTransaction(tx -> refuseFlood(tx)
                                .flatMap(few -> conversation.open(tx, stranger, request.topic(), ACTOR, request.text()))
                                .replaceWith(Opened.ACCEPTED)
                                .call(opened -> reservation.complete(tx, opened)))))
                .invoke(events::nudge);
    }

    private static String contact(TicketRequest request) {
        String typed = request.contactEmail();
        if (typed == null || typed.isBlank()) {
            throw Refusal.invalid("/contactEmail", "required", "Say where the answer is to go, or sign in.");
        }
        EmailAddress address = EmailAddress.parse(typed);
        if (address == null) {
            throw Refusal.invalid("/contactEmail", "not-an-email", "This is not an e-mail address.");
        }
        return address.typed();
    }

    private Uni<Void> refuseFlood(SqlConnection tx) {
        Instant now = clock.instant();
        return tickets.anonymousSince(tx, now.minus(inAll.window()), inAll.quota())
                .invoke(oldest -> {
                    if (oldest != null) {
                        throw RateLimitState.exceeded(inAll, Duration.between(now, oldest.plus(inAll.window())))
                                .refusal();
                    }
                })
                .replaceWithVoid();
    }
}
