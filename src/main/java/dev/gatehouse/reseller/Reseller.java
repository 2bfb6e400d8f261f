package dev.gatehouse.reseller;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reseller.
 *
 * @param name what the provider calls it
 * @param networks the addresses of its own servers, as canonical CIDRs: no client of its comes from there
 * @param suspendedAt since when none of its keys is good, or {@code null}
 */
public record Reseller(UUID id, String name, List<String> networks, Instant createdAt, @Nullable Instant suspendedAt) {
    /** Keeps a copy of the networks. */
    public Reseller {
        networks = List.copyOf(networks);
    }

    /** Whether its keys are no keys at present. */
    public boolean suspended() {
        return suspendedAt != null;
    }
}
