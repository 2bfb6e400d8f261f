package dev.gatehouse.reseller;

import dev.gatehouse.platform.problem.FieldError;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.platform.web.RequestInfo;
import dev.gatehouse.screening.CheckContext.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reseller says of its client in the header fields of a request. Pure.
 *
 * @param address the value of {@link #ADDRESS}, or {@code null} without it
 * @param userAgent the value of {@link #USER_AGENT}, or {@code null} without it
 */
record StatedClient(@Nullable String address, @Nullable String userAgent) {
    static final String ADDRESS = "Gatehouse-Client-Ip";
    static final String USER_AGENT = "Gatehouse-Client-User-Agent";

    private static final int LONGEST_USER_AGENT = 512;

    /** Whether it says nothing at all. */
    boolean isSilent() {
        return address == null && userAgent == null;
    }

    /**
     * From where the client comes.
     *
     * @param request the reseller's request, whose address is not the client's
     * @param own its other servers
     * @throws Refusal {@code 422 validation-failed} that names the header fields which are missing or not believed
     */
    Origin origin(RequestInfo request, OwnNetworks own) {
        List<FieldError> errors = new ArrayList<>();
        ClientAddress client = client(request.clientAddress(), own, errors);
        if (userAgent == null || userAgent.isBlank()) {
            errors.add(new FieldError(USER_AGENT, "required", "Name the client's browser in this header."));
        }
        if (!errors.isEmpty() || client == null || userAgent == null) {
            throw Refusal.invalid(errors);
        }
        String browser =
                userAgent.length() <= LONGEST_USER_AGENT ? userAgent : userAgent.substring(0, LONGEST_USER_AGENT);
        return new Origin(client, browser, request.device());
    }

    private @Nullable ClientAddress client(ClientAddress reseller, OwnNetworks own, List<FieldError> errors) {
        if (address == null || address.isBlank()) {
            errors.add(new FieldError(ADDRESS, "required", "Name the client's address in this header."));
            return null;
        }
        ClientAddress client = ClientAddress.parse(address);
        if (client == null) {
            errors.add(new FieldError(ADDRESS, "not-an-address", "This is not an IP address."));
            return null;
        }
        if (!client.isGlobal()) {
            errors.add(new FieldError(ADDRESS, "not-global", "No client comes from there over the internet."));
        } else if (client.counted().equals(reseller.counted()) || own.contain(client)) {
            errors.add(new FieldError(ADDRESS, "own-address", "This is the reseller's own address."));
        }
        return client;
    }

    @Override
    public String toString() {
        return "StatedClient[]";
    }
}
