package dev.gatehouse.access;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Gets the issuer's documents: within the set time, at most 1 MiB, and no redirect is followed. */
@ApplicationScoped
class IssuerHttp {
    private static final int OK = 200;
    private static final int MOST = 1 << 20;

    private final HttpClient client;
    private final OidcSettings settings;

    IssuerHttp(Vertx vertx, OidcSettings settings) {
        this.settings = settings;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(Math.toIntExact(settings.timeout().toMillis())));
    }

    /** The document at that address; fails if it cannot be had. */
    Uni<String> get(String url) {
        return Uni.createFrom()
                .<String>emitter(emitter -> client.request(options(url))
                        .onFailure(emitter::fail)
                        .onSuccess(request -> {
                            // Also when nobody waits any longer: what is still to come is not read.
                            emitter.onTermination(request::reset);
                            request.send()
                                    .onFailure(emitter::fail)
                                    .onSuccess(response -> read(request, response, emitter));
                        }))
                .ifNoItem()
                .after(settings.timeout())
                .fail();
    }

    private static RequestOptions options(String url) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url)
                .putHeader("Accept", "application/json")
                .putHeader("User-Agent", "Gatehouse");
    }

    private static void read(
            HttpClientRequest request, HttpClientResponse response, UniEmitter<? super String> emitter) {
        // Set for every answer: resetting one whose end nobody awaits would be an ERROR in the log.
        response.exceptionHandler(emitter::fail);
        if (response.statusCode() != OK) {
            emitter.fail(new IOException("answered " + response.statusCode()));
            return;
        }
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + (long) chunk.length() > MOST) {
                emitter.fail(new IOException("too large"));
                request.reset();
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> emitter.complete(body.toString()));
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
