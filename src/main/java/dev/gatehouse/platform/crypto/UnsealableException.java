package dev.gatehouse.platform.crypto;

/** A sealed value that cannot be opened. The message never holds any of it. */
public final class UnsealableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsealableException(String message) {
        super(message);
    }
}
