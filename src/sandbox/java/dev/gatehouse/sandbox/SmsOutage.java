package dev.gatehouse.sandbox;

import jakarta.validation.constraints.NotBlank;

/**
 * A number that no SMS gateway reaches for a while.
 *
 * @param to the number in E.164
 * @param down whether the outage begins or ends
 */
public record SmsOutage(@NotBlank String to, boolean down) {}
