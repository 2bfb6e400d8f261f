package dev.gatehouse.minfraud;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Posts JSON to MaxMind: pooled, never blocking, within the set time, a second time if there was no connection and never
 * after a time-out or an answer. It uses the HTTP client that the framework's REST client is made of, since that one
 * takes answers of any size.
 */
@ApplicationScoped
class MinFraudHttp {
    private static final int CONNECTIONS = 32;
    private static final int WAITING = 512;

    private final MinFraudSettings settings;
    private final HttpClient client;

    MinFraudHttp(Vertx vertx, MinFraudSettings settings) {
        this.settings = settings;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(Math.toIntExact(settings.timeout().toMillis()))
                        .setKeepAliveTimeout(30),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    }

    /** Posts the body to that path below the base address. Fails with a {@link MinFraudException}. */
    Uni<Reply> post(String path, Buffer body) {
        return Uni.createFrom()
                .deferred(() -> attempt(path, body))
                .onFailure(MinFraudException.Unconnected.class)
                .retry()
                .atMost(1)
                .ifNoItem()
                .after(settings.timeout())
                .fail()
                .onFailure(TimeoutException.class)
                .transform(slow -> new MinFraudException("timeout"));
    }

    private Uni<Reply> attempt(String path, Buffer body) {
        Exchange exchange = new Exchange(client, options(path));
        return Uni.createFrom()
                .completionStage(() -> exchange.send(body).toCompletionStage())
                .onCancellation()
                .invoke(exchange::abort);
    }

    private RequestOptions options(String path) {
        Duration timeout = settings.timeout();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(settings.baseUrl().toString().replaceAll("/+$", "") + path)
                .setTimeout(timeout.toMillis())
                .putHeader("Authorization", authorization())
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", "application/json")
                .putHeader("User-Agent", "Gatehouse");
    }

    private String authorization() {
        String pair =
                settings.accountId().orElseThrow() + ':' + settings.licenseKey().orElseThrow();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
