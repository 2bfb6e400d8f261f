package dev.gatehouse.dns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about domains, for a while: what takes mail for an hour, what does not for five minutes, so that a
 * client who has just set the domain up may try again. Bounded: what was not asked for the longest goes first.
 */
final class RouteCache {
    private static final Duration TAKES_MAIL = Duration.ofHours(1);
    private static final Duration TAKES_NONE = Duration.ofMinutes(5);

    private final Clock clock;
    private final Map<String, Kept> entries;

    private record Kept(MailRoute route, Instant until) {}

    RouteCache(Clock clock, int most) {
        this.clock = clock;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                return size() > most;
            }
        };
    }

    synchronized @Nullable MailRoute get(String domain) {
        Kept entry = entries.get(domain);
        return entry != null && entry.until().isAfter(clock.instant()) ? entry.route() : null;
    }

    synchronized void put(String domain, MailRoute route) {
        Duration lifetime = route.takesMail() ? TAKES_MAIL : TAKES_NONE;
        entries.put(domain, new Kept(route, clock.instant().plus(lifetime)));
    }

    synchronized int size() {
        return entries.size();
    }
}
