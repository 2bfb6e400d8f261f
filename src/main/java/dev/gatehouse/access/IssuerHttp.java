package dev.gatehouse.access;

import dev.gatehouse.platform.http.HttpParty;
import dev.gatehouse.platform.http.HttpReply;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
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
    private static final int CONNECTIONS = 5;

    private final HttpParty issuer;

    IssuerHttp(Vertx vertx, OidcSettings settings) {
        this.issuer = new HttpParty(vertx, new HttpParty.Bounds(settings.timeout(), MOST, CONNECTIONS, false));
    }

    /** The document at that address; fails if it cannot be had. */
    Uni<String> get(String url) {
        return issuer.send(() -> options(url), Buffer.buffer()).onItem().transformToUni(IssuerHttp::document);
    }

    private static Uni<String> document(HttpReply reply) {
        return reply.status() == OK
                ? Uni.createFrom().item(reply.body().toString())
                : Uni.createFrom().failure(new IOException("answered " + reply.status()));
    }

    private static RequestOptions options(String url) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url)
                .putHeader("Accept", "application/json");
    }

    @PreDestroy
    void close() {
        issuer.close();
    }
}
