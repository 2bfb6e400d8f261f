package dev.gatehouse.minfraud;

import java.util.Locale;

/** What became of a client whom MaxMind was asked about, in MaxMind's words. */
public enum FraudTag {
    /** The payment was taken back. */
    CHARGEBACK,
    /** The client turned out to be honest. */
    NOT_FRAUD,
    /** The client sent spam or abused the service. */
    SPAM_OR_ABUSE,
    /** The client is suspected, and nothing is certain yet. */
    SUSPECTED_FRAUD;

    /** The name on the wire and in the table. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
