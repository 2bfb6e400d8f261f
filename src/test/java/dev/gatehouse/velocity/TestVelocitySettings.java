package dev.gatehouse.velocity;

import java.time.Duration;

/** The defaults, but for the window of registrations. */
public record TestVelocitySettings(Duration window) implements VelocitySettings {
    @Override
    public int registrationsPerIp() {
        return 3;
    }

    @Override
    public int registrationsPerNetwork() {
        return 200;
    }

    @Override
    public int sharedFactor() {
        return 10;
    }

    @Override
    public int registrationsPerDevice() {
        return 2;
    }

    @Override
    public Duration deviceWindow() {
        return Duration.ofDays(30);
    }

    @Override
    public int ordersPerAccount() {
        return 10;
    }

    @Override
    public int ordersPerIp() {
        return 30;
    }

    @Override
    public int ordersPerDevice() {
        return 30;
    }

    @Override
    public Duration orderWindow() {
        return Duration.ofHours(1);
    }
}
