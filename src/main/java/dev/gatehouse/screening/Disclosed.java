package dev.gatehouse.screening;

/**
 * What a client may learn about a refusal. The contract names these; whatever else decided stays undisclosed, so that
 * every other refusal looks the same.
 */
public enum Disclosed {
    /** The e-mail provider is not accepted. */
    EMAIL_PROVIDER("disposable-email"),
    /** The e-mail address's domain takes no mail. */
    EMAIL_DOMAIN("email-domain");

    private final String check;

    Disclosed(String check) {
        this.check = check;
    }

    /** Whether this is what that check refuses for. */
    boolean by(CheckTrace line) {
        return line.id().equals(check);
    }
}
