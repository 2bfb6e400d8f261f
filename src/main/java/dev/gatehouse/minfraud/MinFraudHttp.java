package dev.gatehouse.minfraud;

import dev.gatehouse.platform.http.HttpFailure;
import dev.gatehouse.platform.http.HttpParty;
import dev.gatehouse.platform.http.HttpReply;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Posts JSON to MaxMind: pooled, never blocking, within the set time, a second time if there was no connection and never
 * after a time-out or an answer.
 */
@ApplicationScoped
class MinFraudHttp {
    /** The largest answer of Factors is a tenth of this. */
    static final int MAX_BODY = 256 * 1024;

    private static final int CONNECTIONS = 32;

    private final MinFraudSettings settings;
    private final HttpParty maxMind;

    MinFraudHttp(Vertx vertx, MinFraudSettings settings) {
        this.settings = settings;
        this.maxMind = new HttpParty(vertx, new HttpParty.Bounds(settings.timeout(), MAX_BODY, CONNECTIONS, true));
    }

    /** Posts the body to that path below the base address. Fails with a {@link MinFraudException}. */
    Uni<HttpReply> post(String path, Buffer body) {
        return maxMind.sendTwice(() -> options(path), body)
                .onFailure(HttpFailure.class)
                .transform(failure -> new MinFraudException(failure.code()));
    }

    private RequestOptions options(String path) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(settings.baseUrl().toString().replaceAll("/+$", "") + path)
                .putHeader("Authorization", authorization())
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", "application/json");
    }

    private String authorization() {
        String pair =
                settings.accountId().orElseThrow() + ':' + settings.licenseKey().orElseThrow();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @PreDestroy
    void close() {
        maxMind.close();
    }
}
