package dev.gatehouse.link;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.web.ClientAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that an account may share with another. Its text shows no personal data.
 *
 * @param kind what it is
 * @param value in the form that is compared
 */
public record Identifier(LinkKind kind, String value) {
    /** A mailbox, by an address in the form that is compared; see {@link EmailFold}. */
    public static Identifier email(String emailKey) {
        return new Identifier(LinkKind.EMAIL, EmailFold.of(emailKey));
    }

    /** A phone in E.164. */
    public static Identifier phone(String phone) {
        return new Identifier(LinkKind.PHONE, phone);
    }

    /** What a request shows of the client: device, address with browser; what is missing is left out. */
    public static List<Identifier> seen(
            @Nullable ClientAddress address, @Nullable String userAgent, @Nullable String device) {
        return Stream.of(device(device), addressBrowser(address, userAgent))
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable Identifier device(@Nullable String device) {
        return device == null ? null : new Identifier(LinkKind.DEVICE, device);
    }

    /**
     * An address (IPv6: its /64) with a browser, or {@code null} where one of them is missing or the address is no
     * evidence. Only a digest: a browser's name is long, and nothing needs to be read back.
     */
    private static @Nullable Identifier addressBrowser(@Nullable ClientAddress address, @Nullable String userAgent) {
        return address == null || !address.isGlobal() || userAgent == null
                ? null
                : new Identifier(
                        LinkKind.ADDRESS_BROWSER,
                        HexFormat.of().formatHex(Digests.sha256(address.counted() + '\n' + userAgent)));
    }

    @Override
    public String toString() {
        return "Identifier[" + kind + ']';
    }
}
