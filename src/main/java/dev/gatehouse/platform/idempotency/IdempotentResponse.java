package dev.gatehouse.platform.idempotency;

import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Turns an outcome into an answer. */
public final class IdempotentResponse {
    private IdempotentResponse() {}

    /** {@code 201}, with {@code Idempotency-Replayed: true} where it is an answer that was given before. */
    public static <T> RestResponse<T> created(Outcome<T> outcome) {
        return of(RestResponse.Status.CREATED, outcome.answer(), outcome.replayed());
    }

    /** An answer of that status, perhaps without a body, with the same field where it was given before. */
    public static <T> RestResponse<T> of(RestResponse.Status status, @Nullable T body, boolean replayed) {
        RestResponse.ResponseBuilder<T> response = RestResponse.ResponseBuilder.create(status, body);
        return (replayed ? response.header("Idempotency-Replayed", "true") : response).build();
    }
}
