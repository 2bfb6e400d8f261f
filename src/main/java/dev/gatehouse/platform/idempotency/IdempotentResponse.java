package dev.gatehouse.platform.idempotency;

import org.jboss.resteasy.reactive.RestResponse;

/** Turns an outcome into an answer. */
public final class IdempotentResponse {
    private IdempotentResponse() {}

    /** {@code 201}, with {@code Idempotency-Replayed: true} where it is an answer that was given before. */
    public static <T> RestResponse<T> created(Outcome<T> outcome) {
        RestResponse.ResponseBuilder<T> response =
                RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, outcome.answer());
        return (outcome.replayed() ? response.header("Idempotency-Replayed", "true") : response).build();
    }
}
