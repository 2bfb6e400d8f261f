package dev.gatehouse.dns;

import dev.gatehouse.platform.web.ClientAddress;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/** Which addresses a host has, asked at the name servers in their order; nothing is kept, the hosts file is not read. */
@Startup
@ApplicationScoped
public class HostAddresses {
    private final List<DnsQueries> servers;

    @Inject
    HostAddresses(DnsServers servers, DnsSettings settings) {
        this(servers.open(count -> settings.timeout().dividedBy(count)));
    }

    HostAddresses(List<DnsQueries> servers) {
        this.servers = List.copyOf(servers);
    }

    /** All of them, IPv4 first; none if there is no such host. Fails if no server says. */
    public Uni<List<ClientAddress>> of(String host) {
        return ask(host, 0);
    }

    private Uni<List<ClientAddress>> ask(String host, int index) {
        return servers.get(index)
                .addresses(host)
                .map(HostAddresses::parsed)
                .onFailure()
                .recoverWithUni(failure -> index + 1 < servers.size()
                        ? ask(host, index + 1)
                        : Uni.createFrom().failure(failure));
    }

    private static List<ClientAddress> parsed(List<String> texts) {
        List<ClientAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            ClientAddress address = ClientAddress.parse(text);
            if (address == null) {
                throw new IllegalStateException("a name server gave no address");
            }
            addresses.add(address);
        }
        return addresses;
    }
}
