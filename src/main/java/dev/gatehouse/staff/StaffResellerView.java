package dev.gatehouse.staff;

import dev.gatehouse.reseller.Reseller;
import dev.gatehouse.reseller.ResellerRates.Rates;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A reseller as staff see it.
 *
 * @param status active, or suspended
 * @param networks its own servers
 * @param suspendedAt since when none of its keys is good
 * @param rates what became of whom it registered, over 30 and 90 days; only where one reseller is asked for
 */
@Schema(name = "Reseller")
public record StaffResellerView(
        UUID id,
        @Schema(examples = "Example Hosting Ltd") String name,
        @Schema(
                        examples = "active",
                        enumeration = {"active", "suspended"})
                String status,
        @Schema(examples = "[\"198.51.100.0/28\"]") List<String> networks,
        Instant createdAt,
        @Nullable Instant suspendedAt,
        @Nullable @Schema(description = "Over 30 and 90 days; only where one reseller is asked for")
                List<Rates> rates) {
    static StaffResellerView of(Reseller reseller, @Nullable List<Rates> rates) {
        return new StaffResellerView(
                reseller.id(),
                reseller.name(),
                reseller.suspended() ? "suspended" : "active",
                reseller.networks(),
                reseller.createdAt(),
                reseller.suspendedAt(),
                rates);
    }

    static StaffResellerView of(Reseller reseller) {
        return of(reseller, null);
    }
}
