package dev.gatehouse.account.argon2;

/**
 * How much work a tag is.
 *
 * @param memory in KiB
 * @param passes over that memory
 * @param lanes parallelism; part of the result, even where one thread computes them all
 */
public record Argon2Cost(int memory, int passes, int lanes) {}
