package dev.gatehouse.list;

import dev.gatehouse.platform.flight.Flights;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** One query for a decision's two checks, which ask at the same time; whoever comes later asks anew. */
@Singleton
final class SharedLookup implements ListLookup {
    private final Function<List<String>, Uni<List<Hit>>> entries;
    private final Flights<UUID, List<Hit>> flights = new Flights<>();

    @Inject
    SharedLookup(ListRepository entries) {
        this(entries::hits);
    }

    SharedLookup(Function<List<String>, Uni<List<Hit>>> entries) {
        this.entries = entries;
    }

    @Override
    public Uni<List<Hit>> hits(UUID decision, Traits traits) {
        return flights.join(decision, () -> entries.apply(traits.keys()));
    }
}
