package dev.gatehouse.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.KycState;
import dev.gatehouse.messaging.Mail;
import dev.gatehouse.messaging.MailKind;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who hears of an answer, and who may read it in the mail. */
class TicketMailTest {
    private static final Instant THEN = Instant.parse("2026-11-23T12:00:00Z");
    private static final UUID ID = new UUID(7, 7);

    @ParameterizedTest
    @CsvSource({
        // account, proven, closed, contact,            to,              locale, words
        "true,  true,  false, ,                   Ada@example.org, ru, true",
        "true,  false, false, ,                   Ada@example.org, ru, false",
        "true,  true,  true,  ,                   ,                ,   false",
        "true,  false, true,  ,                   ,                ,   false",
        "false, false, false, bob@example.org,    bob@example.org, de, true",
        "false, false, false, ,                   ,                ,   false",
    })
    void theAnswerGoesToWhoMayReadIt(
            boolean hasAccount,
            boolean proven,
            boolean closed,
            @Nullable String contact,
            @Nullable String to,
            @Nullable String locale,
            boolean words) {
        Ticket ticket = new Ticket(
                new UUID(1, 1),
                1001,
                hasAccount ? ID : null,
                contact,
                contact == null ? null : "de",
                Topic.OTHER,
                TicketStatus.OPEN,
                THEN,
                null,
                THEN,
                Author.STAFF);

        Mail mail = TicketMail.replied(ticket, hasAccount ? account(proven, closed) : null, "the answer", THEN);

        if (to == null) {
            assertThat(mail).isNull();
            return;
        }
        Mail sent = Objects.requireNonNull(mail);
        assertThat(sent.kind()).isEqualTo(MailKind.TICKET_REPLIED);
        assertThat(sent.recipient()).isEqualTo(to);
        assertThat(sent.locale()).isEqualTo(locale);
        assertThat(sent.accountId()).isEqualTo(hasAccount ? ID : null);
        assertThat(sent.values()).containsEntry(Mail.TICKET_NUMBER, "1001");
        assertThat(sent.values().get(Mail.ANSWER)).isEqualTo(words ? "the answer" : null);
    }

    private static Account account(boolean proven, boolean closed) {
        return new Account(
                ID,
                "Ada@example.org",
                "ada@example.org",
                proven ? THEN : null,
                null,
                null,
                "DE",
                null,
                null,
                "ru",
                null,
                KycState.NOT_REQUIRED,
                null,
                null,
                closed ? THEN : null,
                null,
                new Account.Registered(null, null, null),
                THEN);
    }
}
