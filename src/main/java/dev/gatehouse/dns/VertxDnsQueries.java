package dev.gatehouse.dns;

import io.smallrye.mutiny.Uni;
import io.vertx.core.dns.DnsException;
import io.vertx.core.dns.DnsResponseCode;
import io.vertx.mutiny.core.dns.DnsClient;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks by Vert.x' own DNS client: UDP, one query a record type. It drops the flag of a truncated answer, so what counts
 * is what fitted into it; an answer that was truncated to nothing at a domain without any address reads as none.
 */
final class VertxDnsQueries implements DnsQueries {
    private final DnsClient client;

    VertxDnsQueries(DnsClient client) {
        this.client = client;
    }

    @Override
    public Uni<List<String>> exchangers(String domain) {
        return orNone(client.resolveMX(domain))
                .map(records ->
                        records.stream().map(record -> host(record.name())).toList());
    }

    @Override
    public Uni<Boolean> hasAddress(String domain) {
        return orNone(client.resolveA(domain))
                .flatMap(v4 -> v4.isEmpty()
                        ? orNone(client.resolveAAAA(domain)).map(v6 -> !v6.isEmpty())
                        : Uni.createFrom().item(true));
    }

    @Override
    public Uni<List<String>> addresses(String host) {
        return Uni.combine()
                .all()
                .unis(orNone(client.resolveA(host)), orNone(client.resolveAAAA(host)))
                .with((v4, v6) -> Stream.concat(v4.stream(), v6.stream()).toList());
    }

    /** There is no such name: no records, as if it were there without any. */
    private static <T> Uni<List<T>> orNone(Uni<List<T>> query) {
        return query.onFailure(VertxDnsQueries::isNoSuchName).recoverWithItem(List.<T>of());
    }

    private static boolean isNoSuchName(Throwable failure) {
        return failure instanceof DnsException known && known.code() == DnsResponseCode.NXDOMAIN;
    }

    /** The client has {@code null} for the root. */
    private static String host(@Nullable String name) {
        return name == null ? "" : name;
    }
}
