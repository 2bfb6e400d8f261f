package dev.gatehouse.screening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.web.ClientAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckContextTest {
    @Test
    void itsTextHoldsNoPersonalData() {
        assertThat(TestContexts.in(Phase.ORDER).toString())
                .doesNotContain("example.org", "93.184", "49151", "Mozilla", "device-")
                .contains("phase=ORDER");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"93.184.216.34, 93.184.216.34", "10.0.0.1, -", "127.0.0.1, -", "100.64.0.1, -", "-, -"})
    void onlyAGlobalAddressIsEvidence(@Nullable String address, @Nullable String evidence) {
        ClientAddress found = TestContexts.from(address).origin().globalAddress();

        assertThat(found == null ? null : found.text()).isEqualTo(evidence);
    }
}
