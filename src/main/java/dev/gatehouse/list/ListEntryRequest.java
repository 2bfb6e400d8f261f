package dev.gatehouse.list;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /staff/lists/{list}}.
 *
 * @param kind what the value is
 * @param value as staff type it
 * @param reason why, for staff
 * @param expiresAt until when it counts; for good without it
 * @param checks on the allow list alone: the checks that it lifts; all without it
 */
@Schema(name = "ListEntryRequest")
public record ListEntryRequest(
        @NotNull @Schema(examples = "domain") EntryKind kind,
        @NotBlank @Size(max = 254) @Pattern(regexp = PLAIN_TEXT) @Schema(
                        examples = "example.net",
                        description = "A mailbox is kept in one spelling and matched in every one. A domain covers its"
                                + " subdomains. `ip` is one address exactly; for an IPv6"
                                + " customer's network take `cidr` (IPv4 from /8, IPv6 from /16, no bits set after"
                                + " the prefix).")
                String value,
        @NotBlank @Size(max = 500) @Pattern(regexp = PLAIN_TEXT) @Schema(examples = "Wrongly on the lists, ticket 4711")
                String reason,
        @Nullable @Schema(examples = "2027-01-01T00:00:00Z", description = "For good without it") Instant expiresAt,
        @Nullable @Size(min = 1, max = 32) @Schema(
                        examples = "[\"disposable-email\"]",
                        description = "On the allow list alone: the checks that it lifts; all but the deny list"
                                + " without it")
                Set<@NotNull String> checks) {

    /** No control characters, line breaks included. */
    private static final String PLAIN_TEXT = "\\P{Cntrl}*";

    @Override
    public String toString() {
        return "ListEntryRequest[kind=" + kind + ']';
    }
}
