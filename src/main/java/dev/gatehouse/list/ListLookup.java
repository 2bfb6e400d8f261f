package dev.gatehouse.list;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Asks the lists about a client. */
public interface ListLookup {
    /**
     * The entries on either list that name the client now, in no particular order. Fails when the database does.
     *
     * @param decision what is being decided: who asks for the same one at the same time shares one answer
     * @param traits the client
     */
    Uni<List<Hit>> hits(UUID decision, Traits traits);
}
