package dev.gatehouse.registration;

import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.withoutInstance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registrations by the provider of their mailbox, on the bundled snapshot. */
@QuarkusTest
class DisposableEmailTest {
    private static final String PREMIUM = "+499001234567";

    @ParameterizedTest
    @ValueSource(strings = {"mailinator.com", "x.y.mailinator.com", "YOPmail.com", "guerrillamail.com"})
    void aDisposableProviderIsRefusedAndNamedAsTheReason(String domain) {
        Pathway client = at(domain);

        expect(client.register(client.registration()), 422, "email-provider-not-allowed");
    }

    @Test
    void aProviderThatIsPerhapsDisposableGoesToKyc() {
        at("patrilomails.ru").register().body("account.kyc", equalTo("required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"duck.com", "mozmail.com", "163.com", "honest-mailinator.com", "nus.edu.sg"})
    void everyOtherProviderIsWelcome(String domain) {
        at(domain).register().body("account.kyc", equalTo("not_required"));
    }

    @Test
    void whatElseRefusesHidesTheProvider() {
        // given
        Pathway both = at("mailinator.com").withPhone(PREMIUM);
        Pathway premium = Pathway.fresh().withPhone(PREMIUM);

        // when
        Response refusedForBoth = both.register(both.registration());
        Response refused = premium.register(premium.registration());

        // then
        expect(refused, 403, "registration-not-allowed");
        assertThat(withoutInstance(refusedForBoth)).isEqualTo(withoutInstance(refused));
    }

    private static Pathway at(String domain) {
        return Pathway.of("client-" + UUID.randomUUID() + '@' + domain);
    }
}
