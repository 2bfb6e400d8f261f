package dev.gatehouse.kyc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.account.AccountRuling;
import dev.gatehouse.account.KycState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseMachineTest {
    private static final Pattern DIAGRAM = Pattern.compile("(?ms)^```mermaid\\nstateDiagram-v2\\n(.*?)^```$");
    private static final Pattern TRANSITION = Pattern.compile("(?m)^ +(\\w+) --> (\\w+) : (\\w+)$");
    private static final Pattern ARROW = Pattern.compile("-->");
    private static final Pattern END = Pattern.compile("(?m)^ +(\\w+) --> \\[\\*]$");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void theDiagramDrawsExactlyWhatTheMachineAllows() throws IOException {
        String diagram = diagram();
        Set<String> drawn = TRANSITION
                .matcher(diagram)
                .results()
                .map(line -> line.group(1) + ' ' + line.group(3) + ' ' + line.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> allowed = new TreeSet<>();
        Set<String> ends = new TreeSet<>();
        for (CaseStatus status : CaseStatus.values()) {
            boolean leads = false;
            for (CaseMove move : CaseMove.values()) {
                CaseStatus after = CaseMachine.after(status, move);
                if (after != null) {
                    leads = true;
                    allowed.add(status.wireName() + ' ' + move.wireName() + ' ' + after.wireName());
                }
            }
            if (!leads) {
                ends.add(status.wireName());
            }
        }

        assertThat(drawn).hasSizeGreaterThan(10).isEqualTo(allowed);
        assertThat(END.matcher(diagram).results().map(end -> end.group(1)).collect(Collectors.toSet()))
                .isEqualTo(ends);
        assertThat(diagram).contains("[*] --> required");
        assertThat(ARROW.matcher(diagram).results().count())
                .as("nothing else is drawn")
                .isEqualTo(drawn.size() + ends.size() + 1);
    }

    private static String diagram() throws IOException {
        var matcher = DIAGRAM.matcher(Files.readString(Path.of("docs/kyc.md")));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
            required,  SUBMIT,       in_review
            in_review, SUBMIT,       in_review
            in_review, APPROVE,      approved
            in_review, REJECT,       rejected
            in_review, REQUEST_MORE, required
            required,  REQUEST_MORE, required
            required,  CLEAR,        cleared
            in_review, CLEAR,        cleared
            approved,  REVOKE,       rejected
            approved,  SUBMIT,       -
            approved,  REQUEST_MORE, -
            approved,  REJECT,       -
            approved,  CLEAR,        -
            rejected,  APPROVE,      -
            rejected,  SUBMIT,       -
            rejected,  REVOKE,       -
            cleared,   APPROVE,      -
            cleared,   REJECT,       -
            required,  REVOKE,       -
            """)
    void aCaseMovesForward(String from, CaseMove move, @Nullable String to) {
        CaseStatus after = CaseMachine.after(CaseStatus.of(from), move);

        assertThat(after == null ? null : after.wireName()).isEqualTo(to);
    }

    @ParameterizedTest
    @CsvSource({
        "REQUIRED,     SUBMIT,       IN_REVIEW,    false",
        "IN_REVIEW,    APPROVE,      APPROVED,     true",
        "IN_REVIEW,    REJECT,       REJECTED,     false",
        "IN_REVIEW,    REQUEST_MORE, REQUIRED,     false",
        "REQUIRED,     CLEAR,        NOT_REQUIRED, false",
        "APPROVED,     REVOKE,       REJECTED,     false",
        "NOT_REQUIRED, REVOKE,       REJECTED,     false",
        "REQUIRED,     REVOKE,       REQUIRED,     false",
        "IN_REVIEW,    REVOKE,       IN_REVIEW,    false",
    })
    void theAccountMovesWithItsCase(KycState before, CaseMove move, KycState after, boolean pass) {
        AccountRuling ruled = KycMoves.ruling(new AccountRuling(before, null, NOW), move, NOW);

        assertThat(ruled).isEqualTo(new AccountRuling(after, pass ? NOW.plus(Duration.ofDays(365)) : null, NOW));
    }

    @Test
    void aLateRejectionVoidsThePass() {
        AccountRuling passed = new AccountRuling(KycState.APPROVED, NOW.plus(Duration.ofDays(200)), null);

        assertThat(KycMoves.ruling(passed, CaseMove.REVOKE, NOW))
                .isEqualTo(new AccountRuling(KycState.REJECTED, null, null));
    }

    @Test
    void theNamesAreThoseOfTheTable() {
        for (CaseStatus status : CaseStatus.values()) {
            assertThat(CaseStatus.of(status.wireName())).isEqualTo(status);
            assertThat(status.wireName()).isEqualTo(status.name().toLowerCase(Locale.ROOT));
        }
    }
}
