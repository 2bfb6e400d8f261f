package dev.gatehouse.feed.tor;

import dev.gatehouse.platform.web.ClientAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An immutable index of the addresses of Tor exits, each with when a source last listed it. There are a few thousand, so
 * it takes some hundred kilobytes.
 *
 * <p>An IPv6 address is matched as it is, not by its /64. Nobody can choose among the addresses of an exit's network: a
 * Tor client leaves by the address that the relay was set up with, and that is listed. The others in that /64 are the
 * relay's neighbours, since hosters give a /64 to many machines; they would go to KYC for nothing. (Counters are another
 * matter: there a client can take any address of its own /64.)
 */
public final class TorExits {
    /** No exits. */
    static final TorExits NONE = new TorExits(Map.of());

    private final Map<ClientAddress, Instant> lastListed;

    private TorExits(Map<ClientAddress, Instant> lastListed) {
        this.lastListed = Map.copyOf(lastListed);
    }

    /** These exits and those that a source listed at that time. */
    TorExits and(Collection<ClientAddress> listed, Instant at) {
        Map<ClientAddress, Instant> all = new HashMap<>(lastListed);
        listed.forEach(exit -> all.merge(exit, at, (one, other) -> one.isAfter(other) ? one : other));
        return new TorExits(all);
    }

    /** Only the exits that were listed at that time or later. */
    TorExits since(Instant time) {
        Map<ClientAddress, Instant> late = new HashMap<>(lastListed);
        late.values().removeIf(at -> at.isBefore(time));
        return new TorExits(late);
    }

    /** When a source last listed that address, or {@code null} if it is no exit. */
    public @Nullable Instant lastListed(ClientAddress address) {
        return lastListed.get(address);
    }

    /** How many addresses there are. */
    public int size() {
        return lastListed.size();
    }

    /** The stored form: an address and its time (RFC 3339) a line, in a fixed order; {@link #parse} reads it. */
    String text() {
        return lastListed.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                .sorted(Comparator.naturalOrder())
                .collect(Collectors.joining());
    }

    /**
     * Reads the stored form.
     *
     * @throws IllegalArgumentException if it is not that
     */
    static TorExits parse(String text) {
        Map<ClientAddress, Instant> all = new HashMap<>();
        // Most lines have the same few times: one object for each of these.
        Map<String, Instant> times = new HashMap<>();
        text.lines().forEach(line -> {
            int space = line.indexOf(' ');
            ClientAddress address = space < 0 ? null : ClientAddress.parse(line.substring(0, space));
            if (address == null) {
                throw new IllegalArgumentException("not a snapshot of Tor exits");
            }
            all.put(address, times.computeIfAbsent(line.substring(space + 1), TorExits::time));
        });
        return new TorExits(all);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a snapshot of Tor exits", e);
        }
    }
}
