package dev.gatehouse.access;

import dev.gatehouse.platform.crypto.TestKeyrings;
import dev.gatehouse.testing.Settings;
import java.time.Clock;

/** Access tokens for sessions that no sign-in has begun, since a sign-in costs a password's hash. */
public final class SeededSessions {
    private SeededSessions() {}

    /**
     * What issues them.
     *
     * @param fill each byte of the service's secret
     */
    public static AccessTokens tokens(byte fill) {
        return new AccessTokens(TestKeyrings.of(fill), Clock.systemUTC(), Settings.of(AccessSettings.class));
    }
}
