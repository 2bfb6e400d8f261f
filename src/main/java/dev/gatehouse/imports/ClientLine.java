package dev.gatehouse.imports;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** One line of a file of clients, as it is written. */
@RegisterForReflection
record ClientLine(
        @Nullable String externalId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String fullName,
        @Nullable String country,
        @Nullable String registeredAt,
        @Nullable Boolean emailVerified,
        @Nullable Boolean phoneVerified) {
    @Override
    public String toString() {
        return "ClientLine[]";
    }
}
