package dev.gatehouse.list;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** One query for a decision's two checks, which ask at the same time; whoever comes later asks anew. */
@ApplicationScoped
class SharedLookup implements ListLookup {
    private final ListRepository entries;
    private final Map<UUID, Uni<List<Hit>>> running = new ConcurrentHashMap<>();

    SharedLookup(ListRepository entries) {
        this.entries = entries;
    }

    @Override
    public Uni<List<Hit>> hits(UUID decision, Traits traits) {
        return Uni.createFrom()
                .deferred(() -> running.computeIfAbsent(decision, id -> Uni.createFrom()
                        .deferred(() -> entries.hits(traits.keys()))
                        .onTermination()
                        .invoke(() -> running.remove(id))
                        .memoize()
                        .indefinitely()));
    }
}
