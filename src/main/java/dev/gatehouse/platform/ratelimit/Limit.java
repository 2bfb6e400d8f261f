package dev.gatehouse.platform.ratelimit;

import java.time.Duration;

/**
 * A limit: so many in a sliding window.
 *
 * @param name what is limited, kebab-case; the policy's name in the {@code RateLimit} fields and the metric's tag
 * @param quota how many are let through in the window
 * @param window the length of the window
 */
public record Limit(String name, int quota, Duration window) {}
