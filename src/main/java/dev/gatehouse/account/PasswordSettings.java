package dev.gatehouse.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the machine password hashing may take. */
@ConfigMapping(prefix = "gatehouse.passwords")
public interface PasswordSettings {
    /** Threads that hash; 0 means half of the processors, at least one. Each takes 19 MiB. */
    @WithDefault("0")
    int threads();

    /** How many hashes may wait; more are refused with {@code 503}. */
    @WithDefault("256")
    int waiting();
}
