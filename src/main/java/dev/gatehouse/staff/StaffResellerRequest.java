package dev.gatehouse.staff;

import dev.gatehouse.reseller.OwnNetworks;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /staff/resellers} and {@code PUT /staff/resellers/{id}}.
 *
 * @param name what the provider calls the reseller
 * @param networks addresses or networks (CIDR) of the reseller's own servers
 */
@Schema(name = "ResellerRequest")
public record StaffResellerRequest(
        @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*") @Schema(examples = "Example Hosting Ltd")
                String name,
        @Nullable @Size(max = OwnNetworks.MOST) @Schema(
                        examples = "[\"198.51.100.0/28\"]",
                        description =
                                "Addresses or networks (CIDR) of the reseller's own servers: no client comes from there")
                List<@NotNull @Size(max = 64) String> networks) {
    /** The networks in their canonical form; none where none are given. */
    List<String> canonicalNetworks() {
        return networks == null ? List.of() : OwnNetworks.canonical("/networks", networks);
    }
}
