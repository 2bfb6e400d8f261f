package dev.gatehouse.messaging.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.messaging.Attempt;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayVerdictTest {
    private static final Attempt REFUSED = new Attempt.Refused("twilio:21211");
    private static final Attempt FAILED = new Attempt.Failed("vonage:timeout");

    @Test
    void isFinalOnlyIfEveryGatewayRefused() {
        assertThat(GatewayVerdict.of(List.of(REFUSED))).isEqualTo(REFUSED);
        assertThat(GatewayVerdict.of(List.of(REFUSED, new Attempt.Refused("vonage:7"))))
                .isEqualTo(new Attempt.Refused("twilio:21211,vonage:7"));
        assertThat(GatewayVerdict.of(List.of(REFUSED, FAILED)))
                .isEqualTo(new Attempt.Failed("twilio:21211,vonage:timeout"));
        assertThat(GatewayVerdict.of(List.of())).isInstanceOf(Attempt.Failed.class);
    }
}
