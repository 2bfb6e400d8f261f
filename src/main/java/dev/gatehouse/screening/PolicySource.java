package dev.gatehouse.screening;

/** Where the policy in force comes from. */
public interface PolicySource {
    /** The version in force now; read from memory, never blocks. */
    ChainPolicy current();
}
