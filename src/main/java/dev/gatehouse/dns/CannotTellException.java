package dev.gatehouse.dns;

/** No name server gave an answer that can be believed. Carries no stack trace, since it is an outage and no defect. */
public final class CannotTellException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotTellException(String message) {
        super(message, null, false, false);
    }
}
