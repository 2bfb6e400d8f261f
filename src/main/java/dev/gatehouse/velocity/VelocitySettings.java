package dev.gatehouse.velocity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** From how many registrations and orders on is no longer one client, household or office. */
@ConfigMapping(prefix = "gatehouse.velocity")
public interface VelocitySettings {
    /** {@code GATEHOUSE_VELOCITY_REGISTRATIONS_PER_IP}: accepted registrations from an IPv4 address or an IPv6 /64. */
    @WithDefault("3")
    @Min(1) int registrationsPerIp();

    /** {@code GATEHOUSE_VELOCITY_REGISTRATIONS_PER_NETWORK}: accepted registrations from a /24 or an IPv6 /48. */
    @WithDefault("200")
    @Min(1) int registrationsPerNetwork();

    /**
     * {@code GATEHOUSE_VELOCITY_SHARED_FACTOR}: how many times as many are within bounds where minFraud says that many
     * people are behind the address.
     */
    @WithDefault("10")
    @Min(1) int sharedFactor();

    /** {@code GATEHOUSE_VELOCITY_WINDOW}: the time in which they are counted. */
    @WithDefault("24h")
    @DurationMin(seconds = 1)
    Duration window();

    /** {@code GATEHOUSE_VELOCITY_REGISTRATIONS_PER_DEVICE}: accepted registrations from a {@code Gatehouse-Device}. */
    @WithDefault("2")
    @Min(1) int registrationsPerDevice();

    /** {@code GATEHOUSE_VELOCITY_DEVICE_WINDOW}: the time in which a device's registrations are counted. */
    @WithDefault("30d")
    @DurationMin(seconds = 1)
    Duration deviceWindow();

    /** {@code GATEHOUSE_VELOCITY_ORDERS_PER_ACCOUNT}: accepted orders of an account. */
    @WithDefault("10")
    @Min(1) int ordersPerAccount();

    /** {@code GATEHOUSE_VELOCITY_ORDERS_PER_IP}: accepted orders from an IPv4 address or an IPv6 /64. */
    @WithDefault("30")
    @Min(1) int ordersPerIp();

    /** {@code GATEHOUSE_VELOCITY_ORDERS_PER_DEVICE}: accepted orders from a {@code Gatehouse-Device}. */
    @WithDefault("30")
    @Min(1) int ordersPerDevice();

    /** {@code GATEHOUSE_VELOCITY_ORDER_WINDOW}: the time in which orders are counted. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    Duration orderWindow();
}
