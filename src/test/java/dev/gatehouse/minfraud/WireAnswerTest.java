package dev.gatehouse.minfraud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireAnswerTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void readsFactors() {
        RiskFacts facts = facts(
                """
                {"id":"a1","risk_score":12.5,"funds_remaining":3.5,"queries_remaining":7,"brand_new":{"x":[1]},
                 "disposition":{"action":"accept","reason":"default","rule_label":"x"},
                 "ip_address":{"risk":0.2,"risk_reasons":[{"code":"MINFRAUD_NETWORK_ACTIVITY","reason":"…"}],
                   "country":{"iso_code":"GB","confidence":99,"names":{"en":"United Kingdom"}},
                   "traits":{"user_type":"cellular","user_count":7,"is_hosting_provider":true,"network":"81.2.69.0/24"},
                   "anonymizer":{"confidence":99,"is_residential_proxy":true,"provider_name":"x","residential":{}}},
                 "email":{"is_free":true,"is_disposable":false,"is_high_risk":true,"first_seen":"2017-01-02",
                   "domain":{"classification":"isp_email","risk":25.0,"visit":{"status":"parked"}}},
                 "risk_score_reasons":[{"multiplier":45.0,"reasons":[{"code":"ANONYMOUS_IP","reason":"…"}]},
                   {"multiplier":0.3,"reasons":[{"code":"EMAIL_ADDRESS_NEW","reason":"…"},{"reason":"no code"}]}]}""");

        assertThat(facts)
                .isEqualTo(new RiskFacts(
                        "a1",
                        12.5,
                        Set.of("is_hosting_provider", "is_residential_proxy", "email_is_high_risk"),
                        "accept",
                        "GB",
                        "cellular",
                        7.0,
                        false,
                        List.of("ANONYMOUS_IP", "EMAIL_ADDRESS_NEW", "MINFRAUD_NETWORK_ACTIVITY")));
    }

    @Test
    void readsScoreWhichKnowsLittle() {
        assertThat(facts("{\"id\":\"a1\",\"risk_score\":0.01,\"ip_address\":{\"risk\":99}}"))
                .isEqualTo(new RiskFacts("a1", 0.01, Set.of(), null, null, null, null, null, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'traits':{'is_anonymous_vpn':true}}            | is_anonymous_vpn",
                "{'traits':{'is_hosting_provider':true}}         | is_hosting_provider",
                "{'traits':{'is_public_proxy':true}}             | is_public_proxy",
                "{'traits':{'is_residential_proxy':true}}        | is_residential_proxy",
                "{'traits':{'is_tor_exit_node':true}}            | is_tor_exit_node",
                "{'anonymizer':{'is_anonymous_vpn':true}}        | is_anonymous_vpn",
                "{'anonymizer':{'is_hosting_provider':true}}     | is_hosting_provider",
                "{'anonymizer':{'is_public_proxy':true}}         | is_public_proxy",
                "{'anonymizer':{'is_residential_proxy':true}}    | is_residential_proxy",
                "{'anonymizer':{'is_tor_exit_node':true}}        | is_tor_exit_node",
                "{'anonymizer':{'is_anonymous_vpn':false},'traits':{'is_anonymous_vpn':true}} | is_anonymous_vpn",
                "{'anonymizer':{'is_anonymous':true}}            | ''",
                "{'traits':{'is_anonymous_vpn':null}}            | ''",
                "{'traits':null,'anonymizer':null,'country':null}| ''",
            })
    void whatEitherSaysOfTheAddressCounts(String address, String signs) {
        RiskFacts facts = facts("{'id':'a','risk_score':1,'ip_address':" + address + "}");

        assertThat(facts.signs())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(signs.split(","))
                        .filter(sign -> !sign.isEmpty())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'is_disposable':true}            | email_is_disposable",
                "{'is_high_risk':true}             | email_is_high_risk",
                "{'domain':{'is_disposable':true}} | email_is_disposable",
                "{'domain':{'is_high_risk':true}}  | email_is_high_risk",
            })
    void readsTheMailbox(String email, String sign) {
        assertThat(facts("{'id':'a','risk_score':1,'email':" + email + "}").signs())
                .containsExactly(sign);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "unknown",
            value = {
                "{'risk':1}                                   | unknown",
                "{'traits':{}}                                | false",
                "{'traits':{'is_tor_exit_node':false}}        | false",
                "{'anonymizer':{'is_tor_exit_node':true}}     | true",
            })
    void knowsTorExitsWhereNetworksAreTold(String address, @Nullable Boolean tor) {
        assertThat(facts("{'id':'a','risk_score':1,'ip_address':" + address + "}")
                        .torExit())
                .isEqualTo(tor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'id':'a'}",
                "{'risk_score':1}",
                "{'id':'','risk_score':1}",
                "{'id':'a','risk_score':null}",
                "{'id':'a','risk_score':-1}",
                "{'id':'a','risk_score':100.5}",
                "{'id':'a','risk_score':'NaN'}",
            })
    void isNoAnswerWithoutIdAndScore(String json) {
        assertThat(read(json).facts()).isNull();
    }

    @Test
    void theStoredFormLosesNothing() {
        RiskFacts full =
                new RiskFacts("a", 3.25, Set.of("b", "a"), "accept", "DE", "school", 3.5, true, List.of("X", "Y"));
        RiskFacts bare = new RiskFacts("a", 0.01, Set.of(), null, null, null, null, null, List.of());

        for (RiskFacts facts : List.of(full, bare)) {
            assertThat(RiskFacts.of(facts.minFraudId(), facts.score(), facts.toJson()))
                    .isEqualTo(facts);
        }
    }

    private RiskFacts facts(String json) {
        return Objects.requireNonNull(read(json).facts());
    }

    private WireAnswer read(String json) {
        try {
            return mapper.readValue(json.replace('\'', '"'), WireAnswer.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
