package dev.gatehouse.platform.ratelimit;

import java.time.Duration;

/**
 * What a limit says about one caller.
 *
 * @param limit the limit
 * @param allowed whether this one is let through
 * @param remaining how many more are let through now
 * @param reset how long until at least one more is let through (or, while some remain, until the oldest leaves the window)
 */
public record RateLimitState(Limit limit, boolean allowed, int remaining, Duration reset) {}
