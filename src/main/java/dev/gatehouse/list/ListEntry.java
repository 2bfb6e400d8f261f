package dev.gatehouse.list;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An entry in force.
 *
 * @param id what a decision's evidence names
 * @param list the list
 * @param kind what the value is
 * @param value in its normal form, which is the one that is matched
 * @param reason why, for staff
 * @param checks the checks that it lifts, or {@code null} for all; always {@code null} on the deny list
 * @param createdBy who made it
 * @param createdAt when
 * @param expiresAt until when it counts, or {@code null} for good
 */
@Schema(name = "ListEntry")
public record ListEntry(
        UUID id,
        @Schema(examples = "allow") StaffList list,
        @Schema(examples = "domain") EntryKind kind,
        @Schema(examples = "example.net", description = "In its normal form, which is the one that is matched")
                String value,
        @Schema(examples = "Wrongly on the lists, ticket 4711") String reason,
        @Nullable @Schema(
                        examples = "[\"disposable-email\"]",
                        description = "The checks that an allow entry lifts; without it all but the deny list")
                Set<String> checks,
        @Schema(examples = "key:0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276") String createdBy,
        Instant createdAt,
        @Nullable @Schema(examples = "2027-01-01T00:00:00Z") Instant expiresAt) {
    /** Keeps a copy of the checks, in one order. */
    public ListEntry {
        checks = checks == null ? null : Collections.unmodifiableSortedSet(new TreeSet<>(checks));
    }

    @Override
    public String toString() {
        return "ListEntry[id=" + id + ", list=" + list + ", kind=" + kind + ']';
    }
}
