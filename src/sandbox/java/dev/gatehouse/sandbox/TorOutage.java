package dev.gatehouse.sandbox;

/**
 * The list of Tor exits cannot be had for a while.
 *
 * @param down whether the outage begins or ends
 */
public record TorOutage(boolean down) {}
