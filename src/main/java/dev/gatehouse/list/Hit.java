package dev.gatehouse.list;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * An entry in force that names a client.
 *
 * @param list the list that it stands on
 * @param kind by what it names the client
 * @param entry its id
 * @param checks the checks that it lifts; none stands for all
 */
public record Hit(StaffList list, EntryKind kind, UUID entry, Set<String> checks) {
    /** Keeps a copy of the checks. */
    public Hit {
        checks = Set.copyOf(checks);
    }

    /** What a decision remembers of it: nothing of the client. */
    public Map<String, String> evidence() {
        return Map.of("kind", kind.wireName(), "entry", entry.toString());
    }
}
