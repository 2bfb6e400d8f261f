package dev.gatehouse.screening;

import io.smallrye.mutiny.Uni;

/** Where the policy in force comes from. */
@FunctionalInterface
public interface PolicySource {
    /** The version in force now: from memory, unless none has been read yet. Fails if there is none to be had. */
    Uni<ChainPolicy> current();
}
