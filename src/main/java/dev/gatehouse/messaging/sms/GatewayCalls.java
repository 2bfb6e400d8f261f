package dev.gatehouse.messaging.sms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What calls to every gateway have in common: a client without surprises, a timeout, and one kind of failure. */
@ApplicationScoped
class GatewayCalls {
    private final ObjectMapper mapper;
    private final Duration timeout;

    GatewayCalls(ObjectMapper mapper, SmsSettings settings) {
        this.mapper = mapper;
        this.timeout = settings.timeout();
    }

    /** A client that hands every answer over, whatever its status. */
    <T> T client(URI base, Class<T> api) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(base)
                .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .disableDefaultMapper(true)
                .build(api);
    }

    /** Reads the answer; whatever goes wrong fails with a {@link GatewayException}. */
    Uni<Handover> read(Uni<Response> call, Function<Response, Handover> reader) {
        return call.map(response -> {
                    try (response) {
                        return reader.apply(response);
                    }
                })
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .transform(GatewayCalls::outage);
    }

    /** The answer's body as a record that ignores what it does not know. */
    <T> T body(Response response, Class<T> type) {
        ObjectReader reader = mapper.readerFor(type);
        try {
            T body = reader.readValue(response.readEntity(String.class));
            if (body == null) {
                throw unreadable(response);
            }
            return body;
        } catch (JsonProcessingException e) {
            throw unreadable(response);
        }
    }

    /** The status is all that an answer tells that cannot be read. */
    static GatewayException unreadable(Response response) {
        return new GatewayException(response.getStatus() + "-unreadable");
    }

    private static GatewayException outage(Throwable failure) {
        if (failure instanceof GatewayException known) {
            return known;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || cause instanceof java.util.concurrent.TimeoutException) {
                return new GatewayException("timeout");
            }
        }
        return new GatewayException("unreachable");
    }
}
