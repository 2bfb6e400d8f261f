package dev.gatehouse.dns;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One name server. Its word that a domain takes no mail counts only while it knows at least one of the sentinels, two
 * domains that certainly take mail: a server without a way to the internet denies those as well.
 */
final class NameServer {
    private static final List<String> SENTINELS = List.of("gmail.com", "outlook.com");
    private static final Duration TRUST_LASTS = Duration.ofMinutes(1);

    private final DnsQueries queries;
    private final Clock clock;
    private volatile Instant trustedUntil = Instant.MIN;

    NameServer(DnsQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** Where mail for the domain goes; fails if the server does not say, or is not to be believed. */
    Uni<MailRoute> route(String domain) {
        return ask(domain)
                .flatMap(route -> route.takesMail()
                        ? Uni.createFrom().item(route)
                        : isTrusted().map(trusted -> {
                            if (!trusted) {
                                throw new CannotTellException("the name server does not know the sentinels either");
                            }
                            return route;
                        }));
    }

    private Uni<MailRoute> ask(String domain) {
        return queries.exchangers(domain).flatMap(hosts -> {
            if (hosts.isEmpty()) {
                return queries.hasAddress(domain).map(found -> found ? MailRoute.ADDRESS : MailRoute.NONE);
            }
            boolean refused = hosts.stream().allMatch(String::isEmpty);
            return Uni.createFrom().item(refused ? MailRoute.REFUSED : MailRoute.EXCHANGER);
        });
    }

    private Uni<Boolean> isTrusted() {
        if (trustedUntil.isAfter(clock.instant())) {
            return Uni.createFrom().item(true);
        }
        return Multi.createFrom()
                .iterable(SENTINELS)
                .onItem()
                .transformToUniAndConcatenate(sentinel ->
                        ask(sentinel).map(MailRoute::takesMail).onFailure().recoverWithItem(false))
                .filter(takesMail -> takesMail)
                .toUni()
                .map(found -> {
                    if (found == null) {
                        return false;
                    }
                    trustedUntil = clock.instant().plus(TRUST_LASTS);
                    return true;
                });
    }
}
