package dev.gatehouse.feed;

/** A source gave nothing that could be taken; what it gave before stays. */
final class SourceFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as the metrics name it. */
    enum Reason {
        TIMEOUT,
        UNREACHABLE,
        STATUS,
        REDIRECT,
        TOO_LARGE,
        EMPTY,
        UNREADABLE,
        SHRUNK,
        GROWN,
        SENTINEL;

        /** Whether the source answered, and was not believed. */
        boolean isRejection() {
            return switch (this) {
                case TIMEOUT, UNREACHABLE, STATUS, REDIRECT -> false;
                case TOO_LARGE, EMPTY, UNREADABLE, SHRUNK, GROWN, SENTINEL -> true;
            };
        }
    }

    private final Reason reason;

    /**
     * Without a stack trace: it tells of their data, not of our code.
     *
     * @param detail in a few words, for staff; quotes nothing that was sent but a sentinel
     */
    SourceFailure(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** What staff see. */
    String detail() {
        return String.valueOf(getMessage());
    }
}
