package dev.gatehouse.messaging.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.messaging.Mail;
import dev.gatehouse.messaging.MailKind;
import dev.gatehouse.messaging.Neighbours;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(Neighbours.class)
class LettersTest {
    private static final String EVIL = "<script>alert(1)</script> & {x} \"'";
    private static final Map<String, String> VALUES = Map.of(
            Mail.LINK, "https://gate.example/verify?token=abc&x=1",
            Mail.DECLINE_LINK, "https://gate.example/verify?token=abc&decline=1",
            Mail.RESET_LINK, "https://panel.example/forgot",
            Mail.REGISTERED_AT, "2026-11-23T18:05:09Z",
            Mail.REGISTERED_FROM, "203.0.113.7",
            Mail.BROWSER, EVIL + " https://evil.example",
            Mail.PHONE_MASKED, "+49******89",
            Mail.COMPANY, EVIL + " www.evil.example",
            Mail.MESSAGE, "The photo is blurred & cut.");

    private static final Set<MailKind> WITHOUT_DETAILS = EnumSet.of(
            MailKind.RESET_PASSWORD,
            MailKind.KYC_REQUIRED,
            MailKind.KYC_MORE_WANTED,
            MailKind.KYC_APPROVED,
            MailKind.KYC_REJECTED,
            MailKind.KYC_CLEARED,
            MailKind.TICKET_REPLIED);

    @Inject
    Letters letters;

    static Stream<Arguments> everyMailInEveryLanguage() {
        return Stream.of(MailKind.values())
                .flatMap(kind -> Stream.of("en", "de", "ru").map(locale -> Arguments.of(kind, locale)));
    }

    @ParameterizedTest
    @MethodSource("everyMailInEveryLanguage")
    void isComplete(MailKind kind, String locale) {
        Letter letter = letters.write(mail(kind, locale, VALUES));
        String text = text(letter);
        String html = html(letter);

        assertThat(letter.language()).isEqualTo(locale);
        assertThat(letter.subject()).contains("Gatehouse").doesNotContain("{", "evil", "script", "+49");
        assertThat(text).doesNotContain("{letter", "{brand", "{'", "NOT_FOUND", "evil.example", "\n\n\n");
        assertThat(html).doesNotContain("{letter", "{brand", "NOT_FOUND", "evil.example", "<script");
        assertThat(html).contains("<html lang=\"" + locale + "\">");
        for (String part : letter.paragraphs()) {
            assertThat(text).contains(part);
        }
        assertThat(text.contains("IP")).isEqualTo(!WITHOUT_DETAILS.contains(kind));
        assertThat(isCyrillic(letter.subject())).isEqualTo(locale.equals("ru"));
    }

    @Test
    void whatAClientGaveIsEscaped() {
        Letter letter = letters.write(mail(MailKind.VERIFY_EMAIL, "en", VALUES));

        assertThat(html(letter))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; {x} &quot;&#39;")
                .contains("href=\"https://gate.example/verify?token=abc&amp;x=1\"");
        assertThat(text(letter))
                .contains("  Company: <script>alert(1)</script> & {x} \"'\n")
                .contains("\nhttps://gate.example/verify?token=abc&x=1\n");
    }

    @Test
    void aVerificationSaysWhenAndFromWhereAndOffersToDecline() {
        String text = text(letters.write(mail(MailKind.VERIFY_EMAIL, "de-AT", VALUES)));

        assertThat(text)
                .contains("  Zeitpunkt: 23.11.2026, 18:05 UTC\n")
                .contains("  IP-Adresse: 203.0.113.7\n")
                .contains("  Telefon: +49******89\n")
                .contains("„Das war ich nicht“")
                .contains("\nhttps://gate.example/verify?token=abc&decline=1\n");
    }

    @Test
    void whatTheClientHasToHandInAgainIsInItsWords() {
        Letter letter = letters.write(mail(MailKind.KYC_MORE_WANTED, "de", VALUES));

        assertThat(text(letter)).contains("\nThe photo is blurred & cut.\n");
        assertThat(html(letter)).contains("<p>The photo is blurred &amp; cut.</p>");
    }

    @Test
    void theOwnerOfAnAccountGetsNoLinkThatVerifies() {
        Letter letter = letters.write(mail(MailKind.ACCOUNT_EXISTS, "en", VALUES));

        assertThat(List.of(text(letter), html(letter))).allSatisfy(form -> assertThat(form)
                .contains("https://panel.example/forgot")
                .doesNotContain("token="));
    }

    @ParameterizedTest
    @MethodSource("everyMailInEveryLanguage")
    void leavesOutWhatIsMissing(MailKind kind, String locale) {
        Letter letter = letters.write(mail(kind, locale, Map.of()));

        assertThat(text(letter)).doesNotContain("NOT_FOUND", "\n\n\n", "null", "http");
        assertThat(html(letter)).doesNotContain("NOT_FOUND", "href=\"\"", "<table");
    }

    @Test
    void anAnswerKeepsItsLinesAndIsEscaped() {
        Letter letter = letters.write(mail(
                MailKind.TICKET_REPLIED,
                "en",
                Map.of(Mail.TICKET_NUMBER, "1001", Mail.ANSWER, "Hello\n\n" + EVIL + "\nsee www.example.org")));

        assertThat(letter.paragraphs()).endsWith("Hello", EVIL, "see www.example.org");
        assertThat(text(letter)).contains("\n  Number: 1001\n").doesNotContain("not confirmed", "\n\n\n");
        assertThat(html(letter))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void anAnswerThatMayNotBeReadIsOnlyAnnounced() {
        Letter letter = letters.write(mail(MailKind.TICKET_REPLIED, "en", Map.of(Mail.TICKET_NUMBER, "1001")));

        assertThat(text(letter)).contains("not confirmed yet", "1001");
    }

    private static boolean isCyrillic(String text) {
        return text.chars()
                .anyMatch(character -> Character.UnicodeScript.of(character) == Character.UnicodeScript.CYRILLIC);
    }

    private static Mail mail(MailKind kind, String locale, Map<String, String> values) {
        return new Mail(kind, new UUID(1, 1), "ada@example.org", locale, values, Instant.EPOCH);
    }

    private static String text(Letter letter) {
        return LetterTemplates.text(letter).render();
    }

    private static String html(Letter letter) {
        return LetterTemplates.html(letter).render();
    }
}
