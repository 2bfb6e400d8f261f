package dev.gatehouse.platform.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request and its answer, read up to a bound, that can be broken off at any time. */
final class Exchange {
    private final HttpClient client;
    private final RequestOptions options;
    private final int maxBody;
    private volatile @Nullable HttpClientRequest request;
    private volatile boolean over;

    Exchange(HttpClient client, RequestOptions options, int maxBody) {
        this.client = client;
        this.options = options;
        this.maxBody = maxBody;
    }

    /** Sends the body. Fails with a {@link HttpFailure}. */
    Future<HttpReply> send(Buffer body) {
        return client.request(options).recover(Exchange::unanswered).compose(begun -> {
            request = begun;
            if (over) {
                begun.reset();
            }
            // Read on the request's own context: elsewhere the answer may have ended before anybody listens.
            Future<HttpClientResponse> response = body.length() == 0 ? begun.send() : begun.send(body);
            return response.recover(Exchange::unanswered).compose(this::read);
        });
    }

    /** Breaks off, if it is still going on. */
    void abort() {
        over = true;
        HttpClientRequest begun = request;
        if (begun != null) {
            begun.reset();
        }
    }

    private Future<HttpReply> read(HttpClientResponse response) {
        Promise<HttpReply> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + (long) chunk.length() > maxBody) {
                promise.tryFail(new HttpFailure("answer-too-large"));
                response.request().reset();
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(failure -> promise.tryFail(new HttpFailure("answer-cut-off")));
        response.endHandler(end ->
                promise.tryComplete(new HttpReply(response.statusCode(), response.getHeader("Content-Type"), body)));
        return promise.future();
    }

    /** Kinds of failures before an answer has begun; a time-out of the connection is an {@link IOException} too. */
    private static <T> Future<T> unanswered(Throwable failure) {
        return Future.failedFuture(kind(failure));
    }

    private static HttpFailure kind(Throwable failure) {
        if (failure instanceof TimeoutException || failure instanceof io.netty.channel.ConnectTimeoutException) {
            return new HttpFailure("timeout");
        }
        if (failure instanceof StreamResetException) {
            return new HttpFailure("broken-off");
        }
        boolean unconnected = failure instanceof IOException || failure instanceof VertxException;
        return new HttpFailure(unconnected ? HttpFailure.UNREACHABLE : "not-sent");
    }
}
