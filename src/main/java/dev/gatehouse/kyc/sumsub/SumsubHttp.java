package dev.gatehouse.kyc.sumsub;

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
import java.time.Clock;
import java.time.Duration;

/**
 * Sends signed requests to Sumsub (<a href="https://docs.sumsub.com/reference/authentication">Authentication</a>): pooled,
 * never blocking, within the set time, a second time if there was no connection. Every request that is sent may be sent
 * twice. Redirects are not followed.
 */
@ApplicationScoped
class SumsubHttp {
    private static final int CONNECTIONS = 16;
    private static final int WAITING = 256;

    private final SumsubSettings settings;
    private final Clock clock;
    private final HttpClient client;

    SumsubHttp(Vertx vertx, SumsubSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(Math.toIntExact(settings.timeout().toMillis()))
                        .setKeepAliveTimeout(30),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    }

    /**
     * Sends one request. Fails with a {@link SumsubException}.
     *
     * @param path with the query, encoded
     */
    Uni<Reply> send(HttpMethod method, String path, Buffer body) {
        return Uni.createFrom()
                .deferred(() -> attempt(method, path, body))
                .onFailure(SumsubException.Unconnected.class)
                .retry()
                .atMost(1)
                .ifNoItem()
                .after(settings.timeout())
                .fail()
                .onFailure(TimeoutException.class)
                .transform(slow -> new SumsubException("timeout"));
    }

    private Uni<Reply> attempt(HttpMethod method, String path, Buffer body) {
        Exchange exchange = new Exchange(client, options(method, path, body));
        return Uni.createFrom()
                .completionStage(() -> exchange.send(body).toCompletionStage())
                .onCancellation()
                .invoke(exchange::abort);
    }

    private RequestOptions options(HttpMethod method, String path, Buffer body) {
        Duration timeout = settings.timeout();
        String seconds = Long.toString(clock.instant().getEpochSecond());
        String signature = HexMac.SHA256.of(
                settings.secretKey().orElseThrow(),
                (seconds + method.name() + path).getBytes(StandardCharsets.UTF_8),
                body.getBytes());
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(settings.baseUrl().toString().replaceAll("/+$", "") + path)
                .setTimeout(timeout.toMillis())
                .putHeader("X-App-Token", settings.appToken().orElseThrow())
                .putHeader("X-App-Access-Ts", seconds)
                .putHeader("X-App-Access-Sig", signature)
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", "application/json")
                .putHeader("User-Agent", "Gatehouse");
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
