package dev.gatehouse.kyc.sumsub;

import dev.gatehouse.platform.http.HttpFailure;
import dev.gatehouse.platform.http.HttpParty;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Sends signed requests to Sumsub (<a href="https://docs.sumsub.com/reference/authentication">Authentication</a>): pooled,
 * never blocking, within the set time, a second time if there was no connection. Every request that is sent may be sent
 * twice. Redirects are not followed.
 */
@ApplicationScoped
class SumsubHttp {
    /** An applicant's whole profile is a tenth of this. */
    static final int MAX_BODY = 256 * 1024;

    private static final int CONNECTIONS = 16;

    private final SumsubSettings settings;
    private final Clock clock;
    private final HttpParty sumsub;

    SumsubHttp(Vertx vertx, SumsubSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.sumsub = new HttpParty(vertx, new HttpParty.Bounds(settings.timeout(), MAX_BODY, CONNECTIONS, true));
    }

    /**
     * Sends one request. Fails with a {@link SumsubException}.
     *
     * @param path with the query, encoded
     */
    Uni<Reply> send(HttpMethod method, String path, Buffer body) {
        return sumsub.sendTwice(() -> signed(method, path, body), body)
                .onFailure(HttpFailure.class)
                .transform(failure -> new SumsubException(failure.code()))
                .map(reply -> new Reply(reply.status(), reply.body()));
    }

    private RequestOptions signed(HttpMethod method, String path, Buffer body) {
        String seconds = Long.toString(clock.instant().getEpochSecond());
        String signature = HexMac.SHA256.of(
                settings.secretKey().orElseThrow(),
                (seconds + method.name() + path).getBytes(StandardCharsets.UTF_8),
                body.getBytes());
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(settings.baseUrl().toString().replaceAll("/+$", "") + path)
                .putHeader("X-App-Token", settings.appToken().orElseThrow())
                .putHeader("X-App-Access-Ts", seconds)
                .putHeader("X-App-Access-Sig", signature)
                .putHeader("Content-Type", "application/json")
                .putHeader("Accept", "application/json");
    }

    @PreDestroy
    void close() {
        sumsub.close();
    }
}
