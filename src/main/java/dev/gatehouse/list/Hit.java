package dev.gatehouse.list;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry in force that names a client.
 *
 * @param list the list that it stands on
 * @param kind by what it names the client
 * @param entry its id
 * @param checks the checks that it lifts, or {@code null} for all
 */
public record Hit(StaffList list, EntryKind kind, UUID entry, @Nullable Set<String> checks) {
    /** Keeps a copy of the checks. */
    public Hit {
        checks = checks == null ? null : Set.copyOf(checks);
    }
}
