package dev.gatehouse.messaging;

import java.util.Locale;

/** The ways out. */
public enum Channel {
    /** Mail by SMTP. */
    EMAIL,
    /** SMS by a gateway. */
    SMS;

    /** The name in the outbox and in metrics. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
