package dev.gatehouse.kyc;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what one provider sends to {@code POST /kyc/webhooks/{provider}}. */
public interface ProviderWebhook {
    /** The provider's name, as {@link KycProvider#id()}. */
    String id();

    /** Whether there is a secret that signatures can be checked with; without one the path does not exist. */
    boolean configured();

    /**
     * Checks the signature over the bytes as they came, and then reads them.
     *
     * @param header gives the value of a header field by its name, or {@code null}
     * @return what it tells of a case, or {@code null} where it tells nothing that matters here
     * @throws dev.gatehouse.platform.problem.Refusal {@code 401 unauthenticated} on a bad or missing signature,
     *     {@code 400 malformed-request} where what is signed cannot be read
     */
    @Nullable ProviderEvent read(Function<String, @Nullable String> header, byte[] body);
}
