package dev.gatehouse.messaging;

import java.util.Locale;

/** The SMS that exist. The name in lower case is what is stored and counted. */
public enum SmsKind {
    /** The six-digit code that proves a phone. */
    VERIFICATION_CODE,
    /** Tells the old number that it was replaced. */
    PHONE_CHANGED;

    /** The name in the outbox, in metrics and for staff, such as {@code verification_code}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
