package dev.gatehouse.link;

import java.time.Duration;

/** The defaults, but for the weight from which on it is KYC. */
public record TestLinkSettings(int kycWeight) implements AccountLinkSettings {
    @Override
    public boolean flagEarlier() {
        return false;
    }

    @Override
    public Duration window() {
        return Duration.ofDays(90);
    }

    @Override
    public Duration givenUpWindow() {
        return Duration.ofDays(365);
    }
}
