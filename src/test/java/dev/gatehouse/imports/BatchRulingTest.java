package dev.gatehouse.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.account.ImportedAccount;
import dev.gatehouse.account.ImportedAccounts.Known;
import dev.gatehouse.account.KycState;
import dev.gatehouse.imports.BatchRuling.Before;
import dev.gatehouse.imports.BatchRuling.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchRulingTest {
    private static final Instant THEN = Instant.parse("2019-04-01T08:00:00Z");
    private static final UUID HERE = new UUID(0, 1);
    private static final UUID SOMEBODY = new UUID(0, 2);
    private static final String EMAIL = "anna@example.org";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // is here | taken up | closed | unchanged | who holds the address | seen id | seen address | outcome
                "false, false, false, false, -, false, false, insert",
                "false, false, false, false, SOMEBODY, false, false, email-taken",
                "false, false, false, false, -, true, false, duplicate-external-id",
                "false, false, false, false, -, false, true, email-taken",
                "true, false, false, false, HERE, false, false, update",
                "true, false, false, false, -, false, false, update",
                "true, false, false, false, SOMEBODY, false, false, email-taken",
                "true, false, false, true, HERE, false, false, left",
                "true, true, false, false, HERE, false, false, left",
                "true, true, false, false, SOMEBODY, false, false, left",
                "true, false, true, false, -, false, false, account-closed",
                "true, true, true, false, -, false, false, account-closed",
                "true, false, false, false, HERE, true, false, duplicate-external-id",
            })
    void aLine(
            boolean isHere,
            boolean taken,
            boolean closed,
            boolean unchanged,
            @Nullable String holder,
            boolean seenId,
            boolean seenEmail,
            String outcome) {
        Before before = new Before(
                seenId ? Set.of("c") : Set.of(),
                seenEmail ? Map.of(EMAIL, "other") : Map.of(),
                isHere ? Map.of("c", new Known(account(closed), taken, new byte[0])) : Map.of(),
                holder == null ? Map.of() : Map.of(EMAIL, holder.equals("HERE") ? HERE : SOMEBODY));

        Ruling ruling = BatchRuling.of(List.of(Entry.valid(5, client("c", EMAIL))), before, (known, line) -> unchanged);

        assertThat(outcome(ruling)).isEqualTo(outcome);
        assertThat(ruling.total()).isEqualTo(1);
        assertThat(ruling.errors()).allSatisfy(error -> {
            assertThat(error.line()).isEqualTo(5);
            assertThat(error.externalId()).isEqualTo("c");
        });
        if (outcome.equals("update")) {
            assertThat(ruling.updates().get(0).id())
                    .as("the account that is here")
                    .isEqualTo(HERE);
        }
    }

    @Test
    void ofTwoLinesThatExcludeEachOtherTheFirstCounts() {
        Ruling ruling = BatchRuling.of(
                List.of(
                        Entry.valid(1, client("a", EMAIL)),
                        Entry.valid(2, client("a", "other@example.org")),
                        Entry.valid(3, client("b", EMAIL)),
                        Entry.rejected(4, List.of(LineError.of(4, null, LineProblem.MALFORMED))),
                        Entry.valid(5, client("c", "third@example.org"))),
                new Before(Set.of(), Map.of(), Map.of(), Map.of()),
                (known, line) -> false);

        assertThat(ruling.inserts()).extracting(ImportedAccount::externalId).containsExactly("a", "c");
        assertThat(ruling.rejected()).isEqualTo(3);
        assertThat(ruling.errors())
                .extracting(error -> error.line() + " " + error.code())
                .containsExactly("2 duplicate-external-id", "3 email-taken", "4 malformed-request");
        assertThat(ruling.seen())
                .containsEntry("a", EMAIL)
                .containsEntry("b", null)
                .containsEntry("c", "third@example.org");
    }

    @Test
    void aLineWithSeveralErrorsIsOneRejectedLine() {
        Ruling ruling = BatchRuling.of(
                List.of(Entry.rejected(
                        1,
                        List.of(
                                LineError.of(1, "a", LineProblem.NOT_AN_EMAIL),
                                LineError.of(1, "a", LineProblem.NOT_A_TIME)))),
                new Before(Set.of(), Map.of(), Map.of(), Map.of()),
                (known, line) -> false);

        assertThat(ruling.rejected()).isEqualTo(1);
        assertThat(ruling.errors()).hasSize(2);
    }

    private static String outcome(Ruling ruling) {
        if (!ruling.errors().isEmpty()) {
            return ruling.errors().get(0).code();
        }
        if (!ruling.inserts().isEmpty()) {
            return "insert";
        }
        return ruling.updates().isEmpty() ? "left" : "update";
    }

    private static ImportedAccount client(String externalId, String email) {
        return new ImportedAccount(
                UUID.randomUUID(),
                externalId,
                Objects.requireNonNull(EmailAddress.parse(email)),
                true,
                null,
                false,
                null,
                null,
                "en",
                THEN);
    }

    private static Account account(boolean closed) {
        return new Account(
                HERE,
                EMAIL,
                EMAIL,
                null,
                null,
                null,
                null,
                null,
                null,
                "en",
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
