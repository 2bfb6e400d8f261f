package dev.gatehouse.messaging;

/** What became of one attempt to send a message. Errors are short codes without personal data. */
public sealed interface Attempt {
    /**
     * It was taken over.
     *
     * @param gateway by whom
     */
    record Delivered(String gateway) implements Attempt {}

    /**
     * It was refused for good, because of its recipient: trying again is of no use.
     *
     * @param error such as {@code twilio:21211}
     */
    record Refused(String error) implements Attempt {}

    /**
     * It failed, and may work later.
     *
     * @param error such as {@code smtp:unreachable}
     */
    record Failed(String error) implements Attempt {}
}
