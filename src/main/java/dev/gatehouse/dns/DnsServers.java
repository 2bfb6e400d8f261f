package dev.gatehouse.dns;

import dev.gatehouse.platform.startup.StartupCheck;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.dns.DnsClient;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The name servers of the settings, or the system's, read once at the start. At most three are used, like everywhere
 * (resolv.conf(5), MAXNS).
 */
@Singleton
class DnsServers implements StartupCheck {
    private static final Logger LOG = Logger.getLogger(DnsServers.class);
    private static final Path SYSTEM = Path.of("/etc/resolv.conf");
    private static final int MOST = 3;

    private final List<String> configured;
    private final Vertx vertx;
    private final List<DnsClient> clients = new CopyOnWriteArrayList<>();

    DnsServers(DnsSettings settings, Vertx vertx) {
        this.configured = settings.servers().orElse(List.of());
        this.vertx = vertx;
    }

    @Override
    public Stream<String> problems() {
        return configured.stream()
                .filter(text -> !isServer(text))
                .map(
                        text -> "GATEHOUSE_DNS_SERVERS holds '" + text
                                + "', which is no server: write each like 192.0.2.53:53, [2001:db8::53]:53 or a name that resolves");
    }

    /**
     * A way to ask each of them. To be called at the start, not on an event loop.
     *
     * @param queryTimeout the time for one query, given the number of servers
     */
    List<DnsQueries> open(IntFunction<Duration> queryTimeout) {
        List<ServerAddress> addresses = addresses().stream().limit(MOST).toList();
        long millis = queryTimeout.apply(addresses.size()).toMillis();
        List<DnsClient> opened = addresses.stream()
                .map(address -> vertx.createDnsClient(new DnsClientOptions()
                        .setHost(address.host())
                        .setPort(address.port())
                        .setQueryTimeout(millis)))
                .toList();
        clients.addAll(opened);
        return opened.stream().<DnsQueries>map(VertxDnsQueries::new).toList();
    }

    @PreDestroy
    void close() {
        clients.forEach(DnsClient::closeAndForget);
    }

    private List<ServerAddress> addresses() {
        if (!configured.isEmpty()) {
            return configured.stream().map(DnsServers::server).toList();
        }
        return ServerAddress.ofResolvConf(systemLines());
    }

    private static List<String> systemLines() {
        try {
            return Files.readAllLines(SYSTEM);
        } catch (IOException e) {
            LOG.infof("no name servers are set and %s cannot be read: the local one is asked", SYSTEM);
            return List.of();
        }
    }

    private static ServerAddress server(String text) {
        ServerAddress server = ServerAddress.parse(text);
        if (server == null) {
            throw new IllegalStateException("not a name server: " + text);
        }
        return server;
    }

    private static boolean isServer(String text) {
        ServerAddress server = ServerAddress.parse(text);
        return server != null && !new InetSocketAddress(server.host(), server.port()).isUnresolved();
    }
}
