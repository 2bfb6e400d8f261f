package dev.gatehouse.minfraud;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.gatehouse.minfraud.MinFraudException.Refused;
import dev.gatehouse.platform.http.HttpReply;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the ways apart in which MaxMind refuses
 * (<a href="https://dev.maxmind.com/minfraud/api-documentation/responses/#errors">Errors</a>). The text of an error may
 * quote what was sent, so only its code is read.
 */
@Singleton
final class Refusals {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{2,39}");

    /** Of the request: 400, 413, 415, 422; of the account: 401, 402, 403. Anything else is an outage. */
    private static final Set<Integer> REFUSING = Set.of(400, 401, 402, 403, 413, 415, 422);

    private final ObjectReader reader;

    Refusals(ObjectMapper mapper) {
        this.reader = mapper.readerFor(WireError.class);
    }

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record WireError(@Nullable String code) {}

    /** The failure that an answer other than the wanted one stands for. */
    MinFraudException of(HttpReply reply) {
        return REFUSING.contains(reply.status())
                ? new Refused(reply.status(), code(reply))
                : new MinFraudException("http-" + reply.status());
    }

    /** MaxMind's code in kebab-case, such as {@code insufficient-funds}; the status if there is none. */
    private String code(HttpReply reply) {
        String fallback = "http-" + reply.status();
        if (!reply.isJson()) {
            return fallback;
        }
        try {
            WireError error = reader.readValue(reply.body().getBytes());
            String code = error == null ? null : error.code();
            return code != null && CODE.matcher(code).matches()
                    ? code.toLowerCase(Locale.ROOT).replace('_', '-')
                    : fallback;
        } catch (IOException e) {
            return fallback;
        }
    }
}
