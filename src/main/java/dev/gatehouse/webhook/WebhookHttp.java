package dev.gatehouse.webhook;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts to receivers that nobody can be sure of: a connection of its own for each, no redirect followed, the whole within
 * the set time. What counts is the status; of the rest of an answer at most 4 KiB are read, for at most a second.
 */
@ApplicationScoped
class WebhookHttp {
    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
    private static final long GRACE_MILLIS = 1_000;
    private static final int MOST_READ = 4 * 1024;

    private final Vertx vertx;
    private final SsrfGuard guard;
    private final HttpClient client;

    WebhookHttp(Vertx vertx, SsrfGuard guard) {
        this.vertx = vertx;
        this.guard = guard;
        this.client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(false)
                        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                        .setVerifyHost(true),
                new PoolOptions().setHttp1MaxSize(WebhookSender.CONCURRENCY));
    }

    /** Posts the body; never fails. */
    Uni<Attempt> post(URI url, Map<String, String> headers, String body) {
        Duration timeout = guard.rules().timeout();
        return guard.address(url)
                .flatMap(address -> exchange(options(url, address, headers), Buffer.buffer(body)))
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(Attempt::answered)
                .onFailure()
                .recoverWithItem(failure -> Attempt.failed(code(failure)));
    }

    /** The server is the address that was judged; host, SNI and certificate go by the name in the URL. */
    private static RequestOptions options(URI url, @Nullable SocketAddress address, Map<String, String> headers) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url.toString())
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "Gatehouse");
        if (address != null) {
            options.setServer(address);
        }
        headers.forEach(options::putHeader);
        return options;
    }

    private Uni<Integer> exchange(RequestOptions options, Buffer body) {
        return Uni.createFrom().emitter(emitter -> client.request(options)
                .onFailure(emitter::fail)
                .onSuccess(request -> {
                    // Also when nobody waits any longer: what is still to come is not read.
                    emitter.onTermination(request::reset);
                    request.send(body).onFailure(emitter::fail).onSuccess(response -> read(response, emitter));
                }));
    }

    /** Lets a receiver end what it says, as long as it is short: one that is cut off may log an error. */
    private void read(HttpClientResponse response, UniEmitter<? super Integer> emitter) {
        int status = response.statusCode();
        // Set for every answer: resetting one whose end nobody awaits would be an ERROR in the log.
        response.exceptionHandler(cut -> emitter.complete(status));
        response.endHandler(end -> emitter.complete(status));
        vertx.setTimer(GRACE_MILLIS, id -> emitter.complete(status));
        int[] read = {0};
        response.handler(chunk -> {
            read[0] += chunk.length();
            if (read[0] > MOST_READ) {
                emitter.complete(status);
            }
        });
    }

    private static String code(Throwable failure) {
        if (failure instanceof SsrfGuard.RefusedException refused) {
            return refused.code();
        }
        if (failure instanceof TimeoutException || failure instanceof io.netty.channel.ConnectTimeoutException) {
            return "timeout";
        }
        if (failure instanceof SSLException || failure.getCause() instanceof SSLException) {
            return "tls";
        }
        return failure instanceof java.net.UnknownHostException ? "unresolved" : "unreachable";
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
