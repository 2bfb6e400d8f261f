package dev.gatehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** The vector that the reference libraries of Standard Webhooks test against. */
    @Test
    void signsAsTheSpecificationDoes() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        String signature =
                Signature.of(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}");

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void eachSecretSignsAndBlanksAreBetween() {
        byte[] one = {1, 2, 3};
        byte[] other = {4, 5, 6};
        UUID id = UUID.fromString("0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276");

        String header = Signature.header(List.of(one, other), id, 7, "{}");

        assertThat(header.split(" "))
                .containsExactly(
                        Signature.of(one, id.toString(), 7, "{}"), Signature.of(other, id.toString(), 7, "{}"));
    }
}
