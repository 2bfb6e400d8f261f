package dev.gatehouse.feed;

import dev.gatehouse.feed.SourceFailure.Reason;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks a source, with the validators of the last answer (RFC 9110, section 13). Whatever goes wrong fails with a {@link
 * SourceFailure}: no more is read than the limit, none of it after the timeout, and at most three redirects are followed,
 * never from https to http.
 */
@ApplicationScoped
class SourceFetcher {
    private static final int MOST_REDIRECTS = 3;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final HttpClient client;
    private final Duration timeout;
    private final long most;

    SourceFetcher(Vertx vertx, FeedSettings settings) {
        this.timeout = settings.timeout();
        this.most = settings.maxSize().asLongValue();
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setDecompressionSupported(true)
                .setKeepAlive(false)
                .setConnectTimeout((int) timeout.toMillis()));
    }

    /** What a source sent that lets it answer {@code 304} the next time. */
    record Validators(@Nullable String etag, @Nullable String lastModified) {
        static final Validators NONE = new Validators(null, null);

        boolean present() {
            return etag != null || lastModified != null;
        }
    }

    /** Either a redirect or the end. */
    private record Reply(@Nullable URI next, @Nullable Fetched fetched) {}

    Uni<Fetched> fetch(String url, Validators validators) {
        return follow(URI.create(url), validators, MOST_REDIRECTS)
                .ifNoItem()
                .after(timeout)
                .failWith(
                        () -> new SourceFailure(Reason.TIMEOUT, "no full answer within " + timeout.toSeconds() + " s"))
                .onFailure(failure -> !(failure instanceof SourceFailure))
                .transform(failure -> new SourceFailure(
                        Reason.UNREACHABLE, "unreachable: " + failure.getClass().getSimpleName()));
    }

    private Uni<Fetched> follow(URI uri, Validators validators, int redirects) {
        return exchange(uri, validators).flatMap(reply -> {
            if (reply.fetched() != null) {
                return Uni.createFrom().item(reply.fetched());
            }
            if (reply.next() == null || redirects == 0) {
                return Uni.createFrom().failure(new SourceFailure(Reason.REDIRECT, "redirected too far"));
            }
            return follow(reply.next(), validators, redirects - 1);
        });
    }

    private Uni<Reply> exchange(URI uri, Validators validators) {
        return Uni.createFrom().emitter(emitter -> client.request(options(uri, validators))
                .onFailure(emitter::fail)
                .onSuccess(request -> {
                    // Also when nobody waits any longer: what is still to come is not read.
                    emitter.onTermination(request::reset);
                    request.send()
                            .onFailure(emitter::fail)
                            .onSuccess(response -> read(uri, validators, request, response, emitter));
                }));
    }

    private static RequestOptions options(URI uri, Validators validators) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(uri.toString())
                .putHeader(HttpHeaders.USER_AGENT, "gatehouse")
                .putHeader(HttpHeaders.ACCEPT, "text/plain, application/json;q=0.9, */*;q=0.1");
        if (validators.etag() != null) {
            options.putHeader(HttpHeaders.IF_NONE_MATCH, validators.etag());
        }
        if (validators.lastModified() != null) {
            options.putHeader(HttpHeaders.IF_MODIFIED_SINCE, validators.lastModified());
        }
        return options;
    }

    private void read(
            URI uri,
            Validators validators,
            HttpClientRequest request,
            HttpClientResponse response,
            UniEmitter<? super Reply> emitter) {
        int status = response.statusCode();
        if (status == NOT_MODIFIED && validators.present()) {
            emitter.complete(new Reply(null, new Fetched.Unchanged()));
        } else if (isRedirect(status)) {
            redirect(uri, response.getHeader(HttpHeaders.LOCATION), emitter);
        } else if (status == OK) {
            body(request, response, emitter);
        } else {
            emitter.fail(new SourceFailure(Reason.STATUS, "answered " + status));
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static void redirect(URI from, @Nullable String location, UniEmitter<? super Reply> emitter) {
        URI next = target(from, location);
        if (next == null) {
            emitter.fail(new SourceFailure(Reason.REDIRECT, "redirected to nowhere that is followed"));
        } else {
            emitter.complete(new Reply(next, null));
        }
    }

    private static @Nullable URI target(URI from, @Nullable String location) {
        try {
            URI next = location == null ? null : from.resolve(location);
            boolean followed = next != null
                    && next.getHost() != null
                    && ("https".equals(next.getScheme())
                            || ("http".equals(next.getScheme()) && "http".equals(from.getScheme())));
            return followed ? next : null;
        } catch (IllegalArgumentException e) {
            return null; // no address at all
        }
    }

    private void body(HttpClientRequest request, HttpClientResponse response, UniEmitter<? super Reply> emitter) {
        Buffer body = Buffer.buffer();
        response.exceptionHandler(emitter::fail);
        response.handler(chunk -> {
            if (body.length() + (long) chunk.length() > most) {
                emitter.fail(new SourceFailure(Reason.TOO_LARGE, "larger than " + most + " bytes"));
                request.reset();
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> emitter.complete(new Reply(
                null,
                new Fetched.Changed(
                        body, response.getHeader(HttpHeaders.ETAG), response.getHeader(HttpHeaders.LAST_MODIFIED)))));
    }
}
