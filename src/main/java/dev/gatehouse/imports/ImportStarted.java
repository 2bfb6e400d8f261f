package dev.gatehouse.imports;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a file of clients. */
@Schema(name = "ImportStarted")
public record ImportStarted(
        UUID id,
        @Schema(
                        examples = "done",
                        enumeration = {"running", "done", "failed"})
                String status) {}
