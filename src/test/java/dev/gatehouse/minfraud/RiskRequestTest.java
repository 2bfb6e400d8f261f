package dev.gatehouse.minfraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskRequestTest {
    private final RiskRequest request = new RiskRequest();

    @Test
    void saysWhatMaxMindNeedsAndNoMore() {
        // given
        RiskQuery query =
                Queries.of(RiskQuery.Event.ACCOUNT_CREATION, "a.nna+x@gmail.com", "81.2.69.160", "Mozilla/5.0");

        // when
        JsonObject body = new JsonObject(request.write(query));

        // then
        assertThat(body)
                .isEqualTo(new JsonObject()
                        .put(
                                "event",
                                new JsonObject()
                                        .put(
                                                "transaction_id",
                                                query.transactionId().toString())
                                        .put("type", "account_creation"))
                        .put(
                                "account",
                                new JsonObject()
                                        .put("user_id", query.accountId().toString()))
                        .put(
                                "email",
                                new JsonObject()
                                        // MD5 of anna@gmail.com
                                        .put("address", "7bae718396851f935ce701c71d44a6ed")
                                        .put("domain", "gmail.com"))
                        .put(
                                "device",
                                new JsonObject()
                                        .put("ip_address", "81.2.69.160")
                                        .put("user_agent", "Mozilla/5.0")));
    }

    @ParameterizedTest
    @CsvSource({"ACCOUNT_CREATION, account_creation", "PURCHASE, purchase"})
    void namesTheEvent(RiskQuery.Event event, String type) {
        JsonObject body = new JsonObject(request.write(Queries.fresh(event)));

        assertThat(body.getJsonObject("event").getString("type")).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "anna@firma.example,           81.2.69.160",
        "anna@xn--mller-kva.example,   2001:db8::1",
        "anna@new-top-level.zuerich,   81.2.69.160",
        "o'neil@x.photography,         2a0a::1",
    })
    void takesEveryAddressThatWeTake(String email, String address) {
        JsonObject body = new JsonObject(request.write(Queries.of(RiskQuery.Event.PURCHASE, email, address, null)));

        assertThat(body.getJsonObject("email").getString("domain")).isEqualTo(email.substring(email.indexOf('@') + 1));
        assertThat(body.getJsonObject("email").getString("address")).matches("[0-9a-f]{32}");
        assertThat(Objects.requireNonNull(dev.gatehouse.platform.web.ClientAddress.parse(
                                body.getJsonObject("device").getString("ip_address")))
                        .text())
                .isEqualTo(address);
        assertThat(body.getJsonObject("device").containsKey("user_agent")).isFalse();
    }

    @Test
    void aQueryDoesNotShowWhomItIsAbout() {
        assertThat(Queries.of(RiskQuery.Event.PURCHASE, "anna@example.org", "81.2.69.160", "Mozilla"))
                .asString()
                .doesNotContain("anna", "81.2.69.160", "Mozilla");
    }
}
