package dev.gatehouse.screening.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.feed.DisposableDomainsFeed;
import dev.gatehouse.feed.TestDomains;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Outcome;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.TestContexts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisposableEmailCheckTest {
    private final DisposableEmailCheck check = new DisposableEmailCheck(
            new DisposableDomainsFeed(TestDomains.of("mailinator.com", "perhaps.example", "duck.com")));

    @ParameterizedTest
    @CsvSource({
        "ada@mailinator.com,        BLOCKED, block",
        "ada@x.y.mailinator.com,    BLOCKED, block",
        "ada@notmailinator.com,     CLEAR,   none",
        "mailinator.com@example.org, CLEAR,  none",
        "ada@perhaps.example,       FLAGGED, suspect",
        "ada@duck.com,              CLEAR,   relay",
        "ada@example.org,           CLEAR,   none",
    })
    void judgesTheDomain(String email, Outcome outcome, String domain) {
        // when
        CheckResult result = check.run(TestContexts.withEmail(email)).await().atMost(Duration.ofSeconds(5));

        // then
        assertThat(result).isEqualTo(new CheckResult(outcome, Map.of("domain", domain, "version", 0L), false));
    }

    @Test
    void isLocalAndForRegistrations() {
        assertThat(check.id()).isEqualTo("disposable-email");
        assertThat(check.group()).isEqualTo(Group.LOCAL);
        assertThat(check.phases()).containsExactlyInAnyOrder(Phase.REGISTRATION, Phase.EMAIL_CHANGE);
    }
}
