package dev.gatehouse.sandbox;

import jakarta.validation.constraints.NotBlank;

/**
 * An address that shall stand in the list of Tor exits.
 *
 * @param ip IPv4 or IPv6
 */
public record TorExit(@NotBlank String ip) {}
