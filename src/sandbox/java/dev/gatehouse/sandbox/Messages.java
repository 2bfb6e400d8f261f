package dev.gatehouse.sandbox;

import java.util.List;

/**
 * What was sent.
 *
 * @param items newest first
 */
public record Messages(List<Message> items) {}
