package dev.gatehouse.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ticket.TicketRules.Effect;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketRulesTest {
    private static final Instant THEN = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "OPEN,   false, ADD",
        "OPEN,   true,  ADD",
        "CLOSED, false, REOPEN",
        "CLOSED, true,  REFUSE",
    })
    void aClientsMessage(TicketStatus status, boolean anotherIsOpen, Effect effect) {
        assertThat(TicketRules.onClientMessage(status, anotherIsOpen)).isEqualTo(effect);
    }

    @ParameterizedTest
    @CsvSource({
        ",       ,     help, false",
        "CLIENT, help, help, true",
        "CLIENT, help, Help, false",
        "CLIENT, help, more, false",
        "STAFF,  help, help, false",
    })
    void whatRepeatsTheClientsLastWords(@Nullable Author author, @Nullable String last, String text, boolean repeats) {
        TicketMessage message = author == null || last == null
                ? null
                : new TicketMessage(new UUID(1, 1), new UUID(2, 2), author, "key:1", last, THEN);

        assertThat(TicketRules.repeats(message, text)).isEqualTo(repeats);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nb", "a\rb", "  a\nb \r\n", "\ta\nb"})
    void oneKindOfLineBreakIsKeptAndNoBlanksAround(String typed) {
        assertThat(TicketRules.kept(typed)).isEqualTo("a\nb");
    }

    @ParameterizedTest
    @CsvSource({
        "CLIENT, OPEN,   OPEN",
        "CLIENT, CLOSED, OPEN",
        "STAFF,  OPEN,   OPEN",
        "STAFF,  CLOSED, CLOSED",
    })
    void aClientOpensATicketAgainAndStaffDoNot(Author author, TicketStatus before, TicketStatus after) {
        Ticket ticket = ticket(before).after(author, THEN.plusSeconds(1));

        assertThat(ticket.status()).isEqualTo(after);
        assertThat(ticket.closedAt() == null).isEqualTo(after == TicketStatus.OPEN);
        assertThat(ticket.lastMessageBy()).isEqualTo(author);
        assertThat(ticket.lastMessageAt()).isEqualTo(THEN.plusSeconds(1));
    }

    @Test
    void nothingPersonalIsPrinted() {
        assertThat(ticket(TicketStatus.OPEN).toString()).doesNotContain("@");
        assertThat(new TicketRequest("a@example.org", Topic.OTHER, "my words").toString())
                .doesNotContain("@", "words");
        assertThat(new TicketMessageRequest("my words").toString()).doesNotContain("words");
        assertThat(StaffTicketView.of(ticket(TicketStatus.OPEN)).toString()).doesNotContain("@");
        assertThat(new Conversation.Stranger("a@example.org", "de").toString()).doesNotContain("@");
    }

    private static Ticket ticket(TicketStatus status) {
        return new Ticket(
                new UUID(1, 1),
                1001,
                null,
                "a@example.org",
                "de",
                Topic.OTHER,
                status,
                THEN,
                status == TicketStatus.CLOSED ? THEN : null,
                THEN,
                Author.CLIENT);
    }
}
