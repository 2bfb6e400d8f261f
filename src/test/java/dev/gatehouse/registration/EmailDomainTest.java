package dev.gatehouse.registration;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static dev.gatehouse.testing.Refusals.withoutInstance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.dns.FakeDns;
import dev.gatehouse.dns.MailDomains;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registrations by what the DNS says about the mailbox's domain; the sandbox's DNS answers by the name's first label. */
@QuarkusTest
class EmailDomainTest {
    private static final String PREMIUM = "+499001234567";

    @ParameterizedTest
    @ValueSource(
            strings = {"dead.invalid", "Dead.Invalid", "münchen.invalid", "nomx.example.org", "nullmx.example.org"})
    void aDomainThatTakesNoMailIsRefusedAtTheField(String domain) {
        Pathway client = at(domain);

        Response response = client.register(client.registration());

        invalid(response, "/email", "no-mail-domain");
        assertThat(response.asString()).doesNotContain("email-domain");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onlya.example.org",
                "onlyaaaa.example.org",
                "bücher.example",
                "silent.example.org",
                "servfail.example.org"
            })
    void whatTakesMailOrCannotBeLookedUpGoesOn(String domain) {
        at(domain).register().body("account.kyc", equalTo("not_required"));
    }

    @Test
    void aResolverThatDoesNotKnowTheSentinelsIsNotBelieved() {
        QuarkusMock.installMockForType(FakeDns.cutOff(Clock.systemUTC()), MailDomains.class);

        at("sentinels.invalid").register().body("account.kyc", equalTo("not_required"));
    }

    @Test
    void aResolverThatNeverAnswersCostsItsTimeAndNoMore() {
        QuarkusMock.installMockForType(FakeDns.hanging(Clock.systemUTC()), MailDomains.class);

        at("hanging.invalid").register().body("account.kyc", equalTo("not_required"));
    }

    @Test
    void whatElseRefusesHidesTheDomain() {
        // given
        Pathway both = at("dead.invalid").withPhone(PREMIUM);
        Pathway premium = Pathway.fresh().withPhone(PREMIUM);

        // when
        Response refusedForBoth = both.register(both.registration());
        Response refused = premium.register(premium.registration());

        // then
        expect(refused, 403, "registration-not-allowed");
        assertThat(withoutInstance(refusedForBoth)).isEqualTo(withoutInstance(refused));
    }

    @Test
    void aRefusalKeepsNothingOfTheAccountAndFreesTheAddress() {
        Pathway client = at("nullmx.example.org");
        client.register(client.registration()).then().statusCode(422);

        client.trySignIn(Pathway.PASSWORD).then().statusCode(401);
    }

    private static Pathway at(String domain) {
        return Pathway.of("client-" + UUID.randomUUID() + '@' + domain);
    }
}
