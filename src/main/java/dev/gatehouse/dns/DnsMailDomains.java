package dev.gatehouse.dns;

import dev.gatehouse.platform.flight.Flights;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks the name servers, the next one if one fails, beginning with the one that answered last. A single server is asked
 * twice: a datagram may get lost. Each gets an equal share of the time for a query. What was found is kept for a while,
 * what failed is not, and a domain is looked up once at a time however many ask for it.
 */
@Startup
@ApplicationScoped
class DnsMailDomains implements MailDomains {
    private static final Logger LOG = Logger.getLogger(DnsMailDomains.class);
    private static final int LEAST_TURNS = 2;
    private static final int MOST_KEPT = 20_000;

    private final List<NameServer> servers;
    private final int turns;
    private final RouteCache cache;
    private final Flights<String, MailRoute> flights = new Flights<>();
    private volatile int first;

    @Inject
    DnsMailDomains(DnsServers servers, DnsSettings settings, Clock clock) {
        this(servers.open(count -> settings.timeout().dividedBy(turns(count))), clock);
    }

    DnsMailDomains(List<DnsQueries> servers, Clock clock) {
        this.servers =
                servers.stream().map(queries -> new NameServer(queries, clock)).toList();
        this.turns = turns(servers.size());
        this.cache = new RouteCache(clock, MOST_KEPT);
    }

    @Override
    public Uni<MailRoute> route(String domain) {
        return Uni.createFrom().deferred(() -> {
            MailRoute known = cache.get(domain);
            return known == null
                    ? flights.join(domain, () -> ask(domain, first, 0).invoke(route -> cache.put(domain, route)))
                    : Uni.createFrom().item(known);
        });
    }

    private static int turns(int servers) {
        return Math.max(LEAST_TURNS, servers);
    }

    private Uni<MailRoute> ask(String domain, int start, int turn) {
        int index = (start + turn) % servers.size();
        return Uni.createFrom()
                .deferred(() -> servers.get(index).route(domain))
                .invoke(route -> first = index)
                .onFailure()
                .recoverWithUni(failure -> turn + 1 < turns
                        ? ask(domain, start, turn + 1)
                        : Uni.createFrom().failure(cannotTell(failure)));
    }

    private static CannotTellException cannotTell(Throwable failure) {
        if (failure instanceof CannotTellException known) {
            return known;
        }
        // Its text may name the domain, so only its kind is told.
        String kind = failure.getClass().getSimpleName();
        LOG.debugf("no name server answers cause=%s", kind);
        return new CannotTellException("no name server answers: " + kind);
    }
}
