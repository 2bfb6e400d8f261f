package dev.gatehouse.messaging.sms;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.BasicCredentials;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.gatehouse.messaging.Neighbours;
import dev.gatehouse.messaging.Sms;
import dev.gatehouse.messaging.SmsKind;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@WithTestResource(Neighbours.class)
class GatewaysTest {
    private static final String TWILIO = "/2010-04-01/Accounts/AC1/Messages.json";
    private static final String VONAGE = "/sms/json";
    private static final String TO = "+4915110000001";

    @SuppressWarnings("NullAway.Init") // set by Neighbours
    WireMockServer gateways;

    @Inject
    TwilioGateway twilio;

    @Inject
    VonageGateway vonage;

    @Inject
    SmsWriter writer;

    @Inject
    CircuitBreakerMaintenance breakers;

    @BeforeEach
    void cleanSlate() {
        gateways.resetAll();
        breakers.resetAll();
    }

    @Test
    void twilioIsAskedAsItsApiWants() {
        answer(TWILIO, 201, "{\"sid\":\"SM1\",\"status\":\"queued\",\"error_code\":null,\"unknown\":{\"a\":1}}");

        assertThat(send(twilio, "Ihr Code: 123456 & mehr")).isEqualTo(new Handover.Taken("SM1"));

        gateways.verify(
                1,
                postRequestedFor(urlPathEqualTo(TWILIO))
                        .withBasicAuth(new BasicCredentials("AC1", "token"))
                        .withFormParam("To", equalTo(TO))
                        .withFormParam("From", equalTo("+15005550006"))
                        .withFormParam("Body", equalTo("Ihr Code: 123456 & mehr")));
    }

    @Test
    void vonageIsAskedAsItsApiWants() {
        answer(
                VONAGE,
                200,
                "{\"message-count\":\"1\",\"messages\":[{\"to\":\"49\",\"message-id\":\"m1\",\"status\":\"0\"}]}");

        assertThat(send(vonage, "Your code: 123456")).isEqualTo(new Handover.Taken("m1"));
        assertThat(send(vonage, "Ваш код: 123456")).isEqualTo(new Handover.Taken("m1"));

        for (String type : List.of("text", "unicode")) {
            gateways.verify(
                    1,
                    postRequestedFor(urlPathEqualTo(VONAGE))
                            .withFormParam("api_key", equalTo("key"))
                            .withFormParam("api_secret", equalTo("secret"))
                            .withFormParam("from", equalTo("Gatehouse"))
                            .withFormParam("to", equalTo("4915110000001"))
                            .withFormParam("type", equalTo(type)));
        }
    }

    @ParameterizedTest
    @CsvSource({"21211", "21614", "21408", "21610"})
    void twilioRejectsNumbersAsAnAnswer(int code) {
        answer(TWILIO, 400, "{\"code\":" + code + ",\"message\":\"The number +49 is bad\",\"status\":400}");

        assertThat(send(twilio, "x")).isEqualTo(new Handover.Rejected(String.valueOf(code)));
    }

    @ParameterizedTest
    @CsvSource({"3", "6", "7", "29"})
    void vonageRejectsNumbersAsAnAnswer(String status) {
        answer(VONAGE, 200, "{\"messages\":[{\"status\":\"" + status + "\",\"error-text\":\"no 49\"}]}");

        assertThat(send(vonage, "x")).isEqualTo(new Handover.Rejected(status));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"code\":20003,\"message\":\"Authenticate\"} | 20003",
                "429 | {\"code\":20429} | 20429",
                "500 | {\"code\":20500} | 20500",
                "503 | <html>busy</html> | 503-unreadable",
                "201 | not json | 201-unreadable",
                "201 | {} | 201-unreadable",
                "201 | '' | 201-unreadable",
                "200 | null | 200-unreadable",
                "302 | {\"code\":\"x\"} | 302-unreadable"
            })
    void anythingElseFromTwilioIsAnOutage(int status, String body, String code) {
        answer(TWILIO, status, body);

        assertThatThrownBy(() -> send(twilio, "x"))
                .isInstanceOf(GatewayException.class)
                .hasMessage(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"messages\":[{\"status\":\"4\",\"error-text\":\"Bad Credentials\"}]} | 4",
                "200 | {\"messages\":[{\"status\":\"0\"},{\"status\":\"9\"}]} | 9",
                "200 | {\"messages\":[]} | 200-unreadable",
                "200 | {\"messages\":[{}]} | 200-unreadable",
                "200 | [1] | 200-unreadable",
                "200 | garbage | 200-unreadable",
                "500 | oops | 500",
                "401 | {} | 401"
            })
    void anythingElseFromVonageIsAnOutage(int status, String body, String code) {
        answer(VONAGE, status, body);

        assertThatThrownBy(() -> send(vonage, "x"))
                .isInstanceOf(GatewayException.class)
                .hasMessage(code);
    }

    @Test
    void aSlowGatewayIsLeftAfterItsTimeout() {
        gateways.stubFor(post(TWILIO).willReturn(aResponse().withStatus(201).withFixedDelay(8_000)));

        assertThatThrownBy(() -> send(twilio, "x"))
                .isInstanceOf(GatewayException.class)
                .hasMessage("timeout");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
    void aBrokenConnectionIsAnOutage(Fault fault) {
        gateways.stubFor(post(TWILIO).willReturn(new ResponseDefinitionBuilder().withFault(fault)));

        assertThatThrownBy(() -> send(twilio, "x"))
                .isInstanceOf(GatewayException.class)
                .hasMessage("unreachable");
    }

    @Test
    void aGatewayThatIsDownIsNotAskedForAWhile() {
        answer(TWILIO, 500, "{\"code\":20500}");
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> send(twilio, "x")).isInstanceOf(GatewayException.class);
        }

        assertThatThrownBy(() -> send(twilio, "x")).isInstanceOf(CircuitBreakerOpenException.class);
        gateways.verify(10, postRequestedFor(urlPathEqualTo(TWILIO)));
    }

    @Test
    void badNumbersDoNotOpenTheBreaker() {
        answer(TWILIO, 400, "{\"code\":21211}");
        for (int i = 0; i < 20; i++) {
            assertThat(send(twilio, "x")).isEqualTo(new Handover.Rejected("21211"));
        }
    }

    @ParameterizedTest
    @CsvSource({"en, 160", "de, 160", "ru, 70"})
    void theCodeFitsOneSegment(String locale, int segment) {
        String text = writer.write(sms(SmsKind.VERIFICATION_CODE, locale));

        assertThat(text).startsWith("123456 ").contains("Gatehouse").contains("10");
        assertThat(text.length()).isLessThanOrEqualTo(segment);
        assertThat(Gsm7.holds(text)).isEqualTo(segment == 160);
    }

    @ParameterizedTest
    @CsvSource({"en, 160", "de, 160", "ru, 134"})
    void theNoticeIsShort(String locale, int limit) {
        String text = writer.write(sms(SmsKind.PHONE_CHANGED, locale));

        assertThat(text).contains("Gatehouse").doesNotContain("{");
        assertThat(text.length()).isLessThanOrEqualTo(limit);
        assertThat(Gsm7.holds(text)).isEqualTo(limit == 160);
    }

    private static Sms sms(SmsKind kind, String locale) {
        return new Sms(kind, new UUID(1, 1), TO, locale, Map.of(Sms.CODE, "123456"), Instant.EPOCH);
    }

    private static Handover send(SmsGateway gateway, String text) {
        return gateway.send(TO, text).await().atMost(Duration.ofSeconds(10));
    }

    private void answer(String path, int status, String body) {
        gateways.stubFor(post(path)
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Content-Type", "application/json")
                        .withBody(body)));
    }
}
