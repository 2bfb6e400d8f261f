package dev.gatehouse.screening;

import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.screening.CheckContext.Client;
import dev.gatehouse.screening.CheckContext.Origin;
import dev.gatehouse.screening.CheckContext.Purchase;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Contexts for tests: an unsuspicious client, and what may differ. */
public final class TestContexts {
    private static final Instant SINCE = Instant.parse("2026-11-01T12:00:00Z");

    private TestContexts() {}

    /** A client with nothing special about it. */
    public static CheckContext in(Phase phase) {
        return of(phase, "+4915123456789", "93.184.216.34");
    }

    /** A registration from that address. */
    public static CheckContext from(@Nullable String address) {
        return of(Phase.REGISTRATION, "+4915123456789", address);
    }

    /** A client with that phone. */
    public static CheckContext of(Phase phase, @Nullable String phone, @Nullable String address) {
        return context(phase, phone, address, "device-" + UUID.randomUUID(), false, false, false);
    }

    /** A client at that address with that device. */
    public static CheckContext placed(@Nullable String address, @Nullable String device) {
        return context(Phase.REGISTRATION, "+4915123456789", address, device, false, false, false);
    }

    /** An order and what is known about it. */
    public static CheckContext order(boolean kycPassed, boolean earlierOrders, boolean renewal) {
        return context(Phase.ORDER, "+4915123456789", "93.184.216.34", "device-1", kycPassed, earlierOrders, renewal);
    }

    /** A registration with that e-mail address, in the form that is compared. */
    public static CheckContext withEmail(String emailKey) {
        Client client =
                new Client(UUID.randomUUID(), emailKey, emailKey, false, "+4915123456789", false, "DE", SINCE, false);
        return new CheckContext(
                UUID.randomUUID(), Phase.REGISTRATION, client, origin("93.184.216.34", "device-1"), Purchase.NONE);
    }

    /** The same context, with something learned about its network. */
    public static CheckContext learned(CheckContext context, NetworkFacts facts) {
        return context.with(facts);
    }

    private static CheckContext context(
            Phase phase,
            @Nullable String phone,
            @Nullable String address,
            @Nullable String device,
            boolean kycPassed,
            boolean earlierOrders,
            boolean renewal) {
        Client client = new Client(
                UUID.randomUUID(),
                "Anna@example.org",
                "anna@example.org",
                phase == Phase.ORDER,
                phone,
                phase == Phase.ORDER,
                "DE",
                SINCE,
                kycPassed);
        return new CheckContext(
                UUID.randomUUID(), phase, client, origin(address, device), new Purchase(earlierOrders, false, renewal));
    }

    private static Origin origin(@Nullable String address, @Nullable String device) {
        return new Origin(ClientAddress.parse(address), "Mozilla/5.0", device);
    }
}
