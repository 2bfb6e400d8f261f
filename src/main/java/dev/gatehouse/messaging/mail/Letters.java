package dev.gatehouse.messaging.mail;

import dev.gatehouse.messaging.BrandSettings;
import dev.gatehouse.messaging.Language;
import dev.gatehouse.messaging.Mail;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Words a mail in the reader's language. What a client gave is made harmless here; the templates escape it. */
@ApplicationScoped
class Letters {
    private static final int MAX_VALUE = 60;

    private final String brand;

    Letters(BrandSettings settings) {
        this.brand = settings.brand();
    }

    Letter write(Mail mail) {
        Language language = Language.of(mail.locale());
        MailTexts texts = MessageBundles.get(MailTexts.class, Localized.Literal.of(language.tag()));
        return switch (mail.kind()) {
            case VERIFY_EMAIL ->
                letter(
                        language,
                        texts,
                        texts.verifySubject(brand),
                        List.of(texts.verifyIntro(brand), texts.verifyValidity()),
                        texts.verifyAction(),
                        value(mail, Mail.LINK),
                        texts.registrationDetails(),
                        registration(mail, texts),
                        texts.verifyDecline(),
                        value(mail, Mail.DECLINE_LINK),
                        List.of());
            case ACCOUNT_EXISTS ->
                letter(
                        language,
                        texts,
                        texts.existsSubject(brand),
                        List.of(texts.existsIntro(brand), texts.existsAdvice()),
                        texts.resetAction(),
                        value(mail, Mail.RESET_LINK),
                        texts.registrationDetails(),
                        registration(mail, texts),
                        "",
                        "",
                        List.of(texts.existsNote()));
            case RESET_PASSWORD ->
                letter(
                        language,
                        texts,
                        texts.resetSubject(brand),
                        List.of(texts.resetIntro(brand), texts.resetValidity()),
                        texts.resetAction(),
                        value(mail, Mail.LINK),
                        "",
                        List.of(),
                        "",
                        "",
                        List.of(texts.resetNote()));
            case PASSWORD_CHANGED ->
                changed(
                        language,
                        texts,
                        mail,
                        texts.passwordSubject(brand),
                        texts.passwordIntro(brand),
                        texts.changeNote());
            case PHONE_CHANGED ->
                changed(language, texts, mail, texts.phoneSubject(brand), texts.phoneIntro(brand), texts.changeNote());
            case CHANGE_EMAIL ->
                letter(
                        language,
                        texts,
                        texts.changeEmailSubject(brand),
                        List.of(texts.changeEmailIntro(brand), texts.verifyValidity()),
                        texts.verifyAction(),
                        value(mail, Mail.LINK),
                        texts.changeDetails(),
                        details(mail, texts, texts.phone()),
                        texts.changeEmailDecline(),
                        value(mail, Mail.DECLINE_LINK),
                        List.of());
            case EMAIL_CHANGE_ASKED ->
                changed(
                        language,
                        texts,
                        mail,
                        texts.emailAskedSubject(brand),
                        texts.emailAskedIntro(brand),
                        texts.emailAskedNote());
            case EMAIL_CHANGED ->
                changed(
                        language,
                        texts,
                        mail,
                        texts.emailChangedSubject(brand),
                        texts.emailChangedIntro(brand),
                        texts.emailChangedNote());
            case KYC_REQUIRED ->
                kyc(language, texts, mail, texts.kycSubject(brand), List.of(texts.kycIntro(brand), texts.kycAdvice()));
            case KYC_MORE_WANTED ->
                kyc(
                        language,
                        texts,
                        mail,
                        texts.kycMoreSubject(brand),
                        Stream.of(texts.kycMoreIntro(brand), value(mail, Mail.MESSAGE), texts.kycMoreAdvice())
                                .filter(paragraph -> !paragraph.isEmpty())
                                .toList());
            case KYC_APPROVED ->
                told(language, texts, texts.kycApprovedSubject(brand), texts.kycApprovedIntro(brand), List.of());
            case KYC_REJECTED ->
                told(
                        language,
                        texts,
                        texts.kycRejectedSubject(brand),
                        texts.kycRejectedIntro(brand),
                        List.of(texts.kycRejectedNote()));
            case KYC_CLEARED ->
                told(language, texts, texts.kycClearedSubject(brand), texts.kycClearedIntro(brand), List.of());
            case TICKET_REPLIED -> ticketReplied(language, texts, mail);
        };
    }

    private Letter kyc(Language language, MailTexts texts, Mail mail, String subject, List<String> paragraphs) {
        return letter(
                language,
                texts,
                subject,
                paragraphs,
                texts.kycAction(),
                value(mail, Mail.LINK),
                "",
                List.of(),
                "",
                "",
                List.of());
    }

    /** A letter with nothing to do. */
    private Letter told(Language language, MailTexts texts, String subject, String intro, List<String> notes) {
        return letter(language, texts, subject, List.of(intro), "", "", "", List.of(), "", "", notes);
    }

    private Letter changed(Language language, MailTexts texts, Mail mail, String subject, String intro, String note) {
        return letter(
                language,
                texts,
                subject,
                List.of(intro),
                texts.resetAction(),
                value(mail, Mail.RESET_LINK),
                texts.changeDetails(),
                details(mail, texts, texts.newPhone()),
                "",
                "",
                List.of(note));
    }

    /** The answer is staff's own words: their lines stay, and the templates escape them. */
    private Letter ticketReplied(Language language, MailTexts texts, Mail mail) {
        String answer = value(mail, Mail.ANSWER);
        List<String> paragraphs = new ArrayList<>(List.of(texts.ticketIntro(brand)));
        if (answer.isEmpty()) {
            paragraphs.add(texts.ticketHidden());
        } else {
            answer.lines().filter(line -> !line.isBlank()).forEach(paragraphs::add);
        }
        List<Letter.Detail> details = new ArrayList<>();
        add(details, mail, texts.ticketNumber(), Mail.TICKET_NUMBER, number -> PlainWords.of(number, MAX_VALUE));
        return letter(
                language,
                texts,
                texts.ticketSubject(brand),
                List.copyOf(paragraphs),
                "",
                "",
                texts.ticketDetails(),
                List.copyOf(details),
                "",
                "",
                List.of(mail.accountId() == null ? texts.ticketContactNote() : texts.ticketNote()));
    }

    private Letter letter(
            Language language,
            MailTexts texts,
            String subject,
            List<String> paragraphs,
            String action,
            String link,
            String detailsTitle,
            List<Letter.Detail> details,
            String decline,
            String declineLink,
            List<String> notes) {
        return new Letter(
                language.tag(),
                subject,
                texts.greeting(),
                paragraphs,
                action,
                link,
                texts.linkHint(),
                detailsTitle,
                details,
                decline,
                declineLink,
                notes,
                texts.closing(brand),
                brand);
    }

    private static List<Letter.Detail> registration(Mail mail, MailTexts texts) {
        List<Letter.Detail> details = new ArrayList<>(details(mail, texts, texts.phone()));
        add(details, mail, texts.company(), Mail.COMPANY, company -> PlainWords.of(company, MAX_VALUE));
        return List.copyOf(details);
    }

    private static List<Letter.Detail> details(Mail mail, MailTexts texts, String phoneLabel) {
        List<Letter.Detail> details = new ArrayList<>();
        add(details, mail, texts.time(), Mail.REGISTERED_AT, time -> time(time, texts.timePattern()));
        add(details, mail, texts.address(), Mail.REGISTERED_FROM, address -> PlainWords.of(address, MAX_VALUE));
        add(details, mail, texts.browser(), Mail.BROWSER, BrowserName::of);
        add(details, mail, phoneLabel, Mail.PHONE_MASKED, phone -> PlainWords.of(phone, MAX_VALUE));
        return List.copyOf(details);
    }

    private static void add(
            List<Letter.Detail> details, Mail mail, String label, String key, UnaryOperator<String> form) {
        String value = form.apply(value(mail, key));
        if (!value.isEmpty()) {
            details.add(new Letter.Detail(label, value));
        }
    }

    /** RFC 3339 in the language's order and UTC; anything else is taken for worded already. */
    private static String time(String time, String pattern) {
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                            .withZone(ZoneOffset.UTC)
                            .format(Instant.parse(time))
                    + " UTC";
        } catch (DateTimeParseException worded) {
            return PlainWords.of(time, MAX_VALUE);
        }
    }

    private static String value(Mail mail, String key) {
        return mail.values().getOrDefault(key, "");
    }
}
