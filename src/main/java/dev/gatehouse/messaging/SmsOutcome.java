package dev.gatehouse.messaging;

/** What became of an SMS that the request waited for. */
public sealed interface SmsOutcome {
    /**
     * A gateway took it.
     *
     * @param gateway its name
     */
    record Sent(String gateway) implements SmsOutcome {}

    /** No gateway took it, or none is configured. */
    record Unavailable() implements SmsOutcome {}
}
