package dev.gatehouse.messaging;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An SMS to send.
 *
 * @param kind which SMS
 * @param accountId whose account it is about
 * @param recipient the number, E.164 with the leading plus
 * @param locale a BCP 47 tag; English where there is no such translation
 * @param values what the text shows, under the names that stand as constants in this record
 * @param expiresAt after this it is no longer worth sending and goes dead unsent
 */
public record Sms(
        SmsKind kind, UUID accountId, String recipient, String locale, Map<String, String> values, Instant expiresAt) {
    /** The six digits. */
    public static final String CODE = "code";

    /** Keeps an own copy of the values. */
    public Sms {
        values = Map.copyOf(values);
    }

    /** Names the kind and the account only: the rest is personal or secret. */
    @Override
    public String toString() {
        return "Sms[" + kind.code() + ", account " + accountId + ']';
    }
}
