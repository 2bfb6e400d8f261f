package dev.gatehouse.account;

import dev.gatehouse.platform.ratelimit.Limit;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits on wrong passwords. */
@ConfigMapping(prefix = "gatehouse.limits.sign-in")
public interface SignInLimits {
    /** Wrong ones in the window for one e-mail address. */
    @WithDefault("10")
    int perAccount();

    /** Wrong ones in the window from one client address. */
    @WithDefault("100")
    int perAddress();

    /** The window. */
    @WithDefault("15m")
    Duration window();

    /** The limit by account. */
    default Limit account() {
        return new Limit("sign-in-per-account", perAccount(), window());
    }

    /** The limit by address. */
    default Limit address() {
        return new Limit("sign-in-per-address", perAddress(), window());
    }
}
