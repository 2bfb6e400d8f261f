package dev.gatehouse.feed;

import dev.gatehouse.feed.FeedSource.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Joins the bundled snapshot and what the sources say, name by name in the order of their characters.
 *
 * <p>What is bundled stays in force. A collector's word is enough to block; aggregators block only where all that are
 * configured, at least two, agree, and make a domain suspect else. A relay and an invariant are neither, whatever a source
 * says.
 */
final class DisposableMerge {
    private static final int ENOUGH_AGGREGATORS = 2;

    private final SortedNames bundledBlock;
    private final SortedNames bundledSuspect;
    private final List<Source> sources = new ArrayList<>();
    private final int aggregators;
    private final Set<String> relays = new TreeSet<>();
    private final Set<String> ownDomains;
    private final Invariants invariants;
    private final Map<String, Integer> dropped = new TreeMap<>();

    /**
     * @param bundle the bundled snapshot
     * @param aggregators how many are configured, also those that never answered
     * @param ownDomains of the provider's own clients
     */
    DisposableMerge(
            String bundle,
            List<SourceContent> contents,
            int aggregators,
            Set<String> ownDomains,
            Invariants invariants) {
        this.bundledBlock = SortedNames.of(bundle, DomainClass.BLOCK);
        this.bundledSuspect = SortedNames.of(bundle, DomainClass.SUSPECT);
        this.aggregators = aggregators;
        this.ownDomains = ownDomains;
        this.invariants = invariants;
        contents.forEach(
                content -> sources.add(new Source(content.source().kind(), SortedNames.of(content.content()))));
        SortedNames relay = SortedNames.of(bundle, DomainClass.RELAY);
        for (String name = relay.current(); name != null; name = relay.current()) {
            relays.add(name);
            relay.passIf(name);
        }
    }

    private record Source(Kind kind, SortedNames names) {}

    /**
     * A domain that is in force.
     *
     * @param kind {@link DomainClass#BLOCK} or {@link DomainClass#SUSPECT}
     * @param sources how many list it now; 0: it is bundled
     */
    record Listed(String name, DomainClass kind, int sources) {}

    /** The next domain in force, or {@code null} at the end. */
    @Nullable Listed next() {
        for (String name = least(); name != null; name = least()) {
            Listed listed = join(name);
            if (listed != null) {
                return listed;
            }
        }
        return null;
    }

    /** The relay services, in the order of their characters. */
    List<String> relays() {
        return List.copyOf(relays);
    }

    /** How many names were left out so far, by the reason. */
    Map<String, Integer> dropped() {
        return Map.copyOf(dropped);
    }

    private @Nullable String least() {
        String least = lesser(bundledBlock.current(), bundledSuspect.current());
        for (Source source : sources) {
            least = lesser(least, source.names().current());
        }
        return least;
    }

    private static @Nullable String lesser(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    private @Nullable Listed join(String name) {
        boolean blocked = bundledBlock.passIf(name);
        boolean suspect = bundledSuspect.passIf(name);
        int collecting = 0;
        int aggregating = 0;
        for (Source source : sources) {
            if (source.names().passIf(name)) {
                collecting += source.kind() == Kind.COLLECTOR ? 1 : 0;
                aggregating += source.kind() == Kind.AGGREGATOR ? 1 : 0;
            }
        }
        int listing = collecting + aggregating;
        if (blocked) {
            return new Listed(name, DomainClass.BLOCK, listing);
        }
        String reason = listing == 0 ? null : invariant(name);
        if (reason != null) {
            dropped.merge(reason, 1, Integer::sum);
        } else if (collecting > 0 || (aggregating >= ENOUGH_AGGREGATORS && aggregating == aggregators)) {
            return new Listed(name, DomainClass.BLOCK, listing);
        } else {
            suspect = true;
        }
        return suspect ? new Listed(name, DomainClass.SUSPECT, listing) : null;
    }

    private @Nullable String invariant(String name) {
        if (Invariants.isBelow(name, relays)) {
            return "relay";
        }
        return ownDomains.contains(name) ? "own-clients" : invariants.reason(name);
    }
}
