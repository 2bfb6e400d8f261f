package dev.gatehouse.platform.idempotency;

/**
 * An answer and whether it is a first one or one that was given before.
 *
 * @param answer the body
 * @param replayed whether the header {@code Idempotency-Replayed: true} goes with it
 */
public record Outcome<T>(T answer, boolean replayed) {}
