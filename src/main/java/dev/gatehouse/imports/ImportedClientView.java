package dev.gatehouse.imports;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which account an imported client has.
 *
 * @param phoneClaimedVerified what the file said of the phone; it proves nothing here
 */
@Schema(name = "ImportedClient")
public record ImportedClientView(
        @Schema(examples = "client-4711") String externalId,
        UUID accountId,
        Instant importedAt,
        @Schema(examples = "true", description = "What the file said; the phone is to be proven here all the same")
                boolean phoneClaimedVerified) {}
