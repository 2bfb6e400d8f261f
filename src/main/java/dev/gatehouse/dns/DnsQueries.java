package dev.gatehouse.dns;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Questions to one name server. Each fails if the server is silent or says that it cannot answer. */
interface DnsQueries {
    /** The host names in the domain's MX records, empty text for the root; empty if it has none or does not exist. */
    Uni<List<String>> exchangers(String domain);

    /** Whether the domain has an A or AAAA record. */
    Uni<Boolean> hasAddress(String domain);

    /** The addresses in the host's A records and then in its AAAA records; empty if it has none or does not exist. */
    Uni<List<String>> addresses(String host);
}
