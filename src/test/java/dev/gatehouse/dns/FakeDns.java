package dev.gatehouse.dns;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A name server that knows what a test tells it, and counts what it is asked. */
public final class FakeDns implements DnsQueries {
    private final Map<String, Supplier<Uni<List<String>>>> exchangers = new HashMap<>();
    private final Map<String, Boolean> addresses = new HashMap<>();
    private final Map<String, List<String>> hosts = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private boolean broken;
    private boolean silent;

    /** One that knows the sentinels. */
    static FakeDns working() {
        return new FakeDns().withMail("gmail.com").withMail("outlook.com");
    }

    /** One that has never heard of any name. */
    static FakeDns empty() {
        return new FakeDns();
    }

    /** The look-up by these servers, in this order. */
    public static MailDomains domains(Clock clock, FakeDns... servers) {
        return new DnsMailDomains(List.of(servers), clock);
    }

    /** The look-up by a server that denies every name, the sentinels included. */
    public static MailDomains cutOff(Clock clock) {
        return domains(clock, empty());
    }

    /** The look-up by a server that never answers. */
    public static MailDomains hanging(Clock clock) {
        FakeDns server = new FakeDns();
        server.silent = true;
        return domains(clock, server);
    }

    /** The addresses of hosts as these servers know them. */
    public static HostAddresses hosts(Map<String, List<String>> known) {
        FakeDns server = new FakeDns();
        server.hosts.putAll(known);
        return new HostAddresses(List.of(new FakeDns().broken(true), server));
    }

    private static Uni<List<String>> noRecords() {
        return Uni.createFrom().item(List.of());
    }

    FakeDns withMail(String domain) {
        return with(domain, "mx." + domain);
    }

    FakeDns with(String domain, String... hosts) {
        exchangers.put(domain, () -> Uni.createFrom().item(List.of(hosts)));
        return this;
    }

    FakeDns withAddress(String domain) {
        addresses.put(domain, true);
        return this;
    }

    FakeDns failing(String domain) {
        exchangers.put(domain, () -> Uni.createFrom().failure(new IllegalStateException("SERVFAIL")));
        return this;
    }

    /** Leaves the question open; what comes is given to the emitters. */
    FakeDns waiting(String domain, List<UniEmitter<? super List<String>>> emitters) {
        exchangers.put(domain, () -> Uni.createFrom().emitter(emitters::add));
        return this;
    }

    FakeDns broken(boolean now) {
        broken = now;
        return this;
    }

    /** How often it was asked for the exchangers of that domain. */
    long asked(String domain) {
        return asked.stream().filter(domain::equals).count();
    }

    @Override
    public Uni<List<String>> exchangers(String domain) {
        asked.add(domain);
        if (silent) {
            return Uni.createFrom().nothing();
        }
        return broken
                ? Uni.createFrom().failure(new IllegalStateException("no answer"))
                : exchangers.getOrDefault(domain, FakeDns::noRecords).get();
    }

    @Override
    public Uni<Boolean> hasAddress(String domain) {
        return Uni.createFrom().item(addresses.getOrDefault(domain, false));
    }

    @Override
    public Uni<List<String>> addresses(String host) {
        return broken
                ? Uni.createFrom().failure(new IllegalStateException("no answer"))
                : Uni.createFrom().item(hosts.getOrDefault(host, List.of()));
    }
}
