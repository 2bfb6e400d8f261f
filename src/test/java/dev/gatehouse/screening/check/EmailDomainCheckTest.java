package dev.gatehouse.screening.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.dns.DnsSettings;
import dev.gatehouse.dns.FakeDns;
import dev.gatehouse.dns.MailDomains;
import dev.gatehouse.dns.MailRoute;
import dev.gatehouse.dns.TestDnsSettings;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Outcome;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.TestContexts;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailDomainCheckTest {
    private static final DnsSettings SETTINGS = new TestDnsSettings(Duration.ofSeconds(1));

    @ParameterizedTest
    @CsvSource({
        "EXCHANGER, CLEAR,   mx",
        "ADDRESS,   CLEAR,   address",
        "NONE,      FLAGGED, none",
        "REFUSED,   FLAGGED, null-mx",
    })
    void flagsWhatTakesNoMail(MailRoute route, Outcome outcome, String evidence) {
        MailDomains domains = domain -> {
            assertThat(domain).isEqualTo("xn--mnchen-3ya.example");
            return Uni.createFrom().item(route);
        };

        assertThat(check(domains, "odd@home@xn--mnchen-3ya.example"))
                .isEqualTo(new CheckResult(outcome, Map.of("mail", evidence), false));
    }

    @Test
    void aResolverThatCannotTellIsUnavailable() {
        assertThat(check(FakeDns.cutOff(Clock.systemUTC()), "ada@dead.example"))
                .isEqualTo(CheckResult.unavailable("resolver"));
    }

    @Test
    void isALookUpForRegistrations() {
        EmailDomainCheck check = new EmailDomainCheck(domain -> Uni.createFrom().nothing(), SETTINGS);

        assertThat(check.id()).isEqualTo("email-domain");
        assertThat(check.group()).isEqualTo(Group.LOOKUP);
        assertThat(check.phases()).containsExactlyInAnyOrder(Phase.REGISTRATION, Phase.EMAIL_CHANGE);
        assertThat(check.timeout()).isEqualTo(Duration.ofSeconds(1));
    }

    private static CheckResult check(MailDomains domains, String email) {
        return new EmailDomainCheck(domains, SETTINGS)
                .run(TestContexts.withEmail(email))
                .await()
                .atMost(Duration.ofSeconds(5));
    }
}
