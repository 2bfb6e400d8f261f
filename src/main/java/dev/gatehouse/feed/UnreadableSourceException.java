package dev.gatehouse.feed;

/** A source sent something that is no list. */
public final class UnreadableSourceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a stack trace: it tells of their data, not of our code.
     *
     * @param message in a few words, for staff; quotes nothing of the body
     */
    public UnreadableSourceException(String message) {
        super(message, null, false, false);
    }
}
