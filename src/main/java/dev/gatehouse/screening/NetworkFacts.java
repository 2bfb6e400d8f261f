package dev.gatehouse.screening;

import org.jspecify.annotations.Nullable;

/**
 * What an upstream says about the client's address.
 *
 * @param country where it is (ISO 3166-1 alpha-2), or {@code null} if that is not known
 * @param shared whether many people are behind it, as at a university or behind a carrier's NAT
 * @param torExit whether it is a Tor exit, or {@code null} if that is not known
 */
public record NetworkFacts(@Nullable String country, boolean shared, @Nullable Boolean torExit) {
    /** Nothing is known. */
    public static final NetworkFacts UNKNOWN = new NetworkFacts(null, false, null);
}
