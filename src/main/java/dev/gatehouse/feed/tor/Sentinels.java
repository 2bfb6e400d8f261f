package dev.gatehouse.feed.tor;

import dev.gatehouse.platform.web.ClientAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells a poisoned list. The public resolvers are on no honest one: nobody runs an exit there, and who wants to have
 * everybody sent to KYC, or mixes up two files, is likely to list them. The same holds for addresses that no packet comes
 * from, if there are more than a few.
 */
final class Sentinels {
    private static final List<ClientAddress> NEVER_AN_EXIT = Stream.of(
                    "1.1.1.1",
                    "8.8.8.8",
                    "9.9.9.9",
                    "208.67.222.222",
                    "2606:4700:4700::1111",
                    "2001:4860:4860::8888",
                    "2620:fe::fe")
            .map(text -> Objects.requireNonNull(ClientAddress.parse(text), text))
            .toList();
    private static final int A_FEW = 10;

    private Sentinels() {}

    /** What gives the list away, or {@code null} if it may be honest. */
    static @Nullable String in(Listing listing) {
        if (listing.foreign() > A_FEW
                && listing.foreign() * 10 > listing.exits().size()) {
            return "addresses that are not global";
        }
        return NEVER_AN_EXIT.stream()
                .filter(listing.exits()::contains)
                .map(ClientAddress::text)
                .findFirst()
                .orElse(null);
    }
}
