package dev.gatehouse.imports;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a line.
 *
 * @param line its number in the file, from 1
 * @param externalId the client, where it could be read
 * @param code stable
 * @param detail the same for people; quotes nothing of the line
 */
@Schema(name = "ImportError")
public record LineError(
        @Schema(examples = "17") int line,
        @Nullable @Schema(examples = "client-4711") String externalId,
        @Schema(examples = "email-taken") String code,
        @Schema(examples = "Another account has this e-mail address.") String detail) {
    static LineError of(int line, @Nullable String externalId, LineProblem problem) {
        return new LineError(line, externalId, problem.code(), problem.detail());
    }
}
