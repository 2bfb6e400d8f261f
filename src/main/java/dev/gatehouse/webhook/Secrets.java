package dev.gatehouse.webhook;

import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.crypto.Sealer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Endpoints' secrets: 256 random bits, kept sealed, shown once as {@code whsec_} and their base64. */
@ApplicationScoped
class Secrets {
    private static final String PURPOSE = "webhook-secret";
    private static final int LENGTH = 32;

    private final Sealer sealer;
    private final RandomSource random;

    Secrets(Sealer sealer, RandomSource random) {
        this.sealer = sealer;
        this.random = random;
    }

    /** A secret that was just made. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record New(byte[] sealed, String shown) {
        @Override
        public String toString() {
            return "New[]";
        }
    }

    /** Makes a secret for the endpoint of that id. */
    New make(UUID endpointId) {
        byte[] secret = random.bytes(LENGTH);
        return new New(
                sealer.seal(PURPOSE, endpointId.toString(), secret),
                "whsec_" + Base64.getEncoder().encodeToString(secret));
    }

    /** Opens a secret; throws {@code UnsealableException} if the key it was sealed under is gone. */
    byte[] open(UUID endpointId, byte[] sealed) {
        return sealer.open(PURPOSE, endpointId.toString(), sealed);
    }

    /** How every secret begins that is sealed now. */
    byte[] currentMark() {
        return sealer.currentMark();
    }

    /**
     * The same secret under the current key, or {@code null} if that is what it is sealed under; throws {@code
     * UnsealableException} if the key it was sealed under is gone.
     */
    byte @Nullable [] reseal(UUID endpointId, byte[] sealed) {
        byte[] mark = sealer.currentMark();
        return Arrays.equals(mark, Arrays.copyOf(sealed, mark.length))
                ? null
                : sealer.seal(PURPOSE, endpointId.toString(), open(endpointId, sealed));
    }
}
