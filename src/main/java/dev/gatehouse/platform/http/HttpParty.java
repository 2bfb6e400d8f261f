package dev.gatehouse.platform.http;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A service of somebody else's that is spoken to over HTTP: within the set time, its answers read up to a bound, no redirect
 * followed. Who gives up waiting breaks the request off. Whatever is not a whole answer fails with an {@link HttpFailure}.
 * It uses the HTTP client that the framework's REST client is made of, since that one takes answers of any size.
 */
public final class HttpParty implements AutoCloseable {
    private static final int WAITING_PER_CONNECTION = 16;
    private static final int KEEP_ALIVE_SECONDS = 30;

    private final HttpClient client;
    private final Bounds bounds;

    /**
     * @param vertx what the connections live on
     * @param bounds what no request goes beyond
     */
    public HttpParty(Vertx vertx, Bounds bounds) {
        this.bounds = bounds;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(Math.toIntExact(bounds.timeout().toMillis()))
                        .setKeepAlive(bounds.keepAlive())
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                new PoolOptions()
                        .setHttp1MaxSize(bounds.connections())
                        .setMaxWaitQueueSize(bounds.connections() * WAITING_PER_CONNECTION));
    }

    /**
     * What no request goes beyond.
     *
     * @param timeout for the whole of one, from the first try to the end of the answer
     * @param maxBody the largest body that is read, in bytes
     * @param connections how many at once
     * @param keepAlive whether a connection serves more than one request; such a one may turn out to be closed, so only
     *     where {@link #sendTwice} is used
     */
    public record Bounds(Duration timeout, int maxBody, int connections, boolean keepAlive) {}

    /** Sends one request, once. */
    public Uni<HttpReply> send(Supplier<RequestOptions> request, Buffer body) {
        return timed(attempts(request, body));
    }

    /**
     * Sends a request, a second time if there was no connection or one that ended before an answer began, and never after a
     * time-out or an answer. For requests that may arrive twice.
     *
     * @param request made anew for each try
     */
    public Uni<HttpReply> sendTwice(Supplier<RequestOptions> request, Buffer body) {
        return timed(attempts(request, body)
                .onFailure(failure -> failure instanceof HttpFailure known && known.isUnreachable())
                .retry()
                .atMost(1));
    }

    private Uni<HttpReply> timed(Uni<HttpReply> exchange) {
        return exchange.ifNoItem()
                .after(bounds.timeout())
                .fail()
                .onFailure(TimeoutException.class)
                .transform(slow -> new HttpFailure("timeout"));
    }

    private Uni<HttpReply> attempts(Supplier<RequestOptions> request, Buffer body) {
        return Uni.createFrom().deferred(() -> attempt(request.get(), body));
    }

    private Uni<HttpReply> attempt(RequestOptions request, Buffer body) {
        RequestOptions options = request.setTimeout(bounds.timeout().toMillis())
                .setFollowRedirects(false)
                .putHeader("User-Agent", "Gatehouse");
        Exchange exchange = new Exchange(client, options, bounds.maxBody());
        return Uni.createFrom()
                .completionStage(() -> exchange.send(body).toCompletionStage())
                .onCancellation()
                .invoke(exchange::abort);
    }

    /** Closes the connections. */
    @Override
    public void close() {
        client.close();
    }
}
