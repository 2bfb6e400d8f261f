package dev.gatehouse.kyc.sumsub;

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
    /** An applicant's whole profile is a tenth of this. */
    static final int MAX_BODY = 256 * 1024;

    private final HttpClient client;
    private final RequestOptions options;
    private volatile @Nullable HttpClientRequest request;
    private volatile boolean over;

    Exchange(HttpClient client, RequestOptions options) {
        this.client = client;
        this.options = options;
    }

    /** Sends the body. Fails with a {@link SumsubException}. */
    Future<Reply> send(Buffer body) {
        return client.request(options).recover(Exchange::unanswered).compose(begun -> {
            request = begun;
            if (over) {
                begun.reset();
            }
            // Read on the request's own context: elsewhere the answer may have ended before anybody listens.
            return begun.send(body).recover(Exchange::unanswered).compose(Exchange::read);
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

    private static Future<Reply> read(HttpClientResponse response) {
        Promise<Reply> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() > MAX_BODY) {
                promise.tryFail(new SumsubException("answer-too-large"));
                response.request().reset();
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.exceptionHandler(failure -> promise.tryFail(new SumsubException("answer-cut-off")));
        response.endHandler(end -> promise.tryComplete(new Reply(response.statusCode(), body)));
        return promise.future();
    }

    private static <T> Future<T> unanswered(Throwable failure) {
        return Future.failedFuture(kind(failure));
    }

    private static SumsubException kind(Throwable failure) {
        if (failure instanceof TimeoutException || failure instanceof io.netty.channel.ConnectTimeoutException) {
            return new SumsubException("timeout");
        }
        if (failure instanceof StreamResetException) {
            return new SumsubException("broken-off");
        }
        boolean unconnected = failure instanceof IOException || failure instanceof VertxException;
        return unconnected ? new SumsubException.Unconnected() : new SumsubException("not-sent");
    }
}
