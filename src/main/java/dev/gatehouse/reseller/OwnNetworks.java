package dev.gatehouse.reseller;

import dev.gatehouse.platform.problem.FieldError;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.Cidr;
import dev.gatehouse.platform.web.ClientAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The addresses of a reseller's own servers: a client that is said to come from there is none. Pure. */
public final class OwnNetworks {
    /** The most that a reseller may have. */
    public static final int MOST = 100;

    private final List<Cidr> networks;

    private OwnNetworks(List<Cidr> networks) {
        this.networks = networks;
    }

    /** Those that are stored. */
    static OwnNetworks of(List<String> canonical) {
        return new OwnNetworks(canonical.stream()
                .map(text -> Objects.requireNonNull(Cidr.parse(text), "a stored network does not read"))
                .toList());
    }

    /**
     * The canonical texts of what was typed: addresses or CIDRs, each once.
     *
     * @param pointer where the list stands in the request
     * @throws Refusal {@code 422 validation-failed} that names every entry which is no network
     */
    public static List<String> canonical(String pointer, List<String> typed) {
        List<FieldError> errors = new ArrayList<>();
        List<String> canonical = new ArrayList<>();
        for (int i = 0; i < typed.size(); i++) {
            Cidr network = Cidr.parse(typed.get(i));
            if (network == null || network.prefix() == 0) {
                errors.add(new FieldError(
                        pointer + '/' + i, "not-a-network", "This is neither an address nor a network (CIDR)."));
            } else if (!canonical.contains(network.text())) {
                canonical.add(network.text());
            }
        }
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
        return List.copyOf(canonical);
    }

    /** Whether one of its servers has that address. */
    boolean contain(ClientAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }
}
