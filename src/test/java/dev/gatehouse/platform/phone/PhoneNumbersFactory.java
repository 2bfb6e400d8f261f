package dev.gatehouse.platform.phone;

/** {@link PhoneNumbers} for tests without CDI. */
public final class PhoneNumbersFactory {
    private PhoneNumbersFactory() {}

    /** One of its own. */
    public static PhoneNumbers make() {
        return new PhoneNumbers();
    }
}
