package dev.gatehouse.messaging.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.messaging.Attempt;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "550, 550 5.1.1 no such user <a@example.org>, true, false",
        "553, 553-5.1.2 bad domain, true, false",
        "550, 550 5.7.1 relaying denied, false, false",
        "550, 550 mailbox unavailable, false, false",
        "451, 451 4.7.1 greylisted, false, false",
        "450, 450 4.1.1 try later, false, false",
        "421, 421 4.3.2 shutting down, false, true",
        "535, 535 5.7.8 bad credentials, false, true"
    })
    void onlyABadAddressIsFinalAndOnlyAUselessServerIsAnOutage(int code, String line, boolean refused, boolean outage) {
        Throwable failure = new IllegalStateException(
                new SMTPException("recipient address not accepted", code, List.of(line), true));

        assertThat(MailFailures.attempt(failure))
                .isEqualTo(refused ? new Attempt.Refused("smtp:" + code) : new Attempt.Failed("smtp:" + code));
        assertThat(MailFailures.outage(failure)).isEqualTo(outage);
    }

    @Test
    void silenceIsAnOutage() {
        assertThat(MailFailures.attempt(new TimeoutException())).isEqualTo(new Attempt.Failed("smtp:timeout"));
        assertThat(MailFailures.attempt(new ConnectException("refused by mail.example")))
                .isEqualTo(new Attempt.Failed("smtp:unreachable"));
        assertThat(MailFailures.outage(new ConnectException())).isTrue();
    }

    @Test
    void theDomainOfTheSenderIsFoundInBothForms() {
        assertThat(SmtpTransport.domainOf("a@b.example")).isEqualTo("b.example");
        assertThat(SmtpTransport.domainOf("Gate <a@b.example>")).isEqualTo("b.example");
    }
}
