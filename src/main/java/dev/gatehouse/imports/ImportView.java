package dev.gatehouse.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An import and how far it is.
 *
 * @param status {@code running}, {@code done} or {@code failed}; what a failed one had counted stands
 * @param failure why it failed
 * @param startedBy who sent the file
 * @param total lines that were looked at, blank ones left out: {@code imported + updated + rejected}
 * @param updated clients who were here already, whether or not anything had to be changed
 * @param errors the first thousand, by line; not in lists
 */
@Schema(name = "Import")
public record ImportView(
        UUID id,
        @Schema(
                        examples = "done",
                        enumeration = {"running", "done", "failed"})
                String status,
        @Nullable @Schema(examples = "hung-up", description = "Why it failed") String failure,
        @Schema(examples = "false") boolean dryRun,
        @Schema(examples = "3") int total,
        @Schema(examples = "1", description = "New clients") int imported,
        @Schema(examples = "1", description = "Clients who were here already, changed or not") int updated,
        @Schema(examples = "1") int rejected,
        @Schema(examples = "key:0199a3f2-7c1e-7d4b-9a60-2f1c8e5d7b31") String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable @Schema(description = "The first thousand, by line; left out of lists") List<LineError> errors) {
    ImportView with(List<LineError> found) {
        return new ImportView(
                id, status, failure, dryRun, total, imported, updated, rejected, startedBy, startedAt, endedAt, found);
    }
}
