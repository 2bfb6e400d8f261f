package dev.gatehouse.privacy;

import dev.gatehouse.account.AccountView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A copy of what is held of a client.
 *
 * @param data rows by the part that they belong to, newest first
 */
@Schema(name = "AccountExport")
public record AccountExport(
        Instant exportedAt,
        AccountView account,
        @Schema(
                        examples = "{\"orders\":[{\"kind\":\"purchase\",\"product\":\"vps-s\"}]}",
                        description =
                                "Rows by what they are about, newest first, at most 1000 each: `orders`, `decisions`, …")
                Map<String, List<Map<String, Object>>> data) {
    @Override
    public String toString() {
        return "AccountExport[]";
    }
}
