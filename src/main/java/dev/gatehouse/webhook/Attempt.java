package dev.gatehouse.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt to deliver.
 *
 * @param status the receiver's HTTP status, or {@code null} if it gave none
 * @param error {@code null} if it was taken; else {@code status}, {@code timeout}, {@code unreachable}, {@code tls},
 *     {@code unresolved}, {@code address} (not on the public internet), {@code url} (not allowed any more) or {@code
 *     secret} (does not open)
 */
record Attempt(@Nullable Integer status, @Nullable String error) {
    private static final int GONE = 410;

    /** What a status means (Standard Webhooks, "Operational considerations"): only 2xx is success, a redirect is none. */
    static Attempt answered(int status) {
        return new Attempt(status, status >= 200 && status < 300 ? null : "status");
    }

    /** There was no answer. */
    static Attempt failed(String error) {
        return new Attempt(null, error);
    }

    boolean succeeded() {
        return error == null;
    }

    /** The receiver wants no more. */
    boolean gone() {
        return status != null && status == GONE;
    }
}
