package dev.gatehouse.screening;

import java.util.Locale;

/** Where on the pathway a client is screened. */
public enum Phase {
    /** Before an account is made. */
    REGISTRATION,
    /** Before another phone number is taken over into an account. */
    PHONE_CHANGE,
    /** After a phone number has been proven. */
    PHONE_VERIFIED,
    /** Before another e-mail address is taken over into an account. */
    EMAIL_CHANGE,
    /** Before an order is accepted. */
    ORDER;

    /** The stable name in stored decisions and on the wire, snake_case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #code()} names. */
    static Phase of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
