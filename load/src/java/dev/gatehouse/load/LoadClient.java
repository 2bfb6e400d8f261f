package dev.gatehouse.load;

import dev.gatehouse.link.Identifier;
import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.TestKeyrings;
import dev.gatehouse.platform.web.ClientAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * A client of the service. Everything about it follows from its number, so that the database, Gatling and pgbench agree on it
 * without telling each other; load/seed.sql says the same in SQL.
 *
 * @param number from 0; no two clients of a run have the same
 * @param known whether it is in the database from the start; else it registers during the run
 */
public record LoadClient(int number, boolean known) {
    /** A browser that many have. */
    public static final String USER_AGENT =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

    /** Mail domains among which the clients are spread. */
    static final int DOMAINS = 500;

    /** 2026-01-01T00:00:00Z, when the first known client registered; the others followed second by second. */
    static final long FIRST_REGISTRATION = 1_767_225_600_000L;

    private static final long VERSION_7 = 0x7000L;
    private static final int KNOWN_NETWORK = 81 << 24;
    private static final int NEW_NETWORK = 82 << 24;
    private static final int HOSTS = 1 << 24;

    /** Odd, so that neighbours in time are in different networks and no address comes twice. */
    private static final int STRIDE = 257;

    /** The account's id. */
    public UUID accountId() {
        return id(0x8000);
    }

    /** The id of the session that it has from the start. */
    public UUID sessionId() {
        return id(0x9000);
    }

    /** The refresh token that it has from the start. */
    public String refreshToken() {
        return String.format(Locale.ROOT, "load-refresh-token-of-client-%012d", number);
    }

    /** Its mailbox. */
    public String email() {
        return (known ? "known-" : "new-") + number + "@provider" + number % DOMAINS + ".example.org";
    }

    /** Its mobile number in E.164. */
    public String phone() {
        return String.format(Locale.ROOT, known ? "+49151%08d" : "+49152%08d", number);
    }

    /** Its device. */
    public String device() {
        return (known ? "known-device-" : "new-device-") + number;
    }

    /** The address from which it comes: its own. */
    public String address() {
        int address = known ? KNOWN_NETWORK + number : NEW_NETWORK + (int) ((long) number * STRIDE % HOSTS);
        try {
            return InetAddress.getByAddress(
                            ByteBuffer.allocate(4).putInt(address).array())
                    .getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has four bytes", e);
        }
    }

    /** Under what the service knows its address together with its browser. */
    String addressAndBrowser() {
        return Identifier.seen(ClientAddress.parse(address()), USER_AGENT, null)
                .get(0)
                .value();
    }

    /** Under what the service keeps minFraud's answer about it, in hexadecimal digits. */
    String riskSubject() {
        byte[] address = Objects.requireNonNull(ClientAddress.parse(address())).bytes();
        byte[] key = TestKeyrings.of(Secret.FILL).key("minfraud");
        return HexFormat.of().formatHex(Digests.hmac(key, email().getBytes(StandardCharsets.UTF_8), address));
    }

    private UUID id(int kind) {
        long millis = FIRST_REGISTRATION + number * 1_000L;
        return new UUID(millis << 16 | VERSION_7, (long) kind << 48 | number);
    }
}
