package dev.gatehouse.messaging.mail;

import dev.gatehouse.messaging.Attempt;
import dev.gatehouse.messaging.Channel;
import dev.gatehouse.messaging.Mail;
import dev.gatehouse.messaging.MailTransport;
import dev.gatehouse.messaging.MessagingSettings;
import dev.gatehouse.messaging.Outages;
import dev.gatehouse.messaging.Sends;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends mails by the configured SMTP server, text and HTML side by side. */
@ApplicationScoped
class SmtpTransport implements MailTransport {
    private static final String GATEWAY = "smtp";

    private final ReactiveMailer mailer;
    private final Letters letters;
    private final Sends sends;
    private final Outages outages;
    private final Duration timeout;
    private final String domain;

    SmtpTransport(
            ReactiveMailer mailer,
            Letters letters,
            Sends sends,
            Outages outages,
            MessagingSettings settings,
            @ConfigProperty(name = "quarkus.mailer.from") Optional<String> from) {
        this.mailer = mailer;
        this.letters = letters;
        this.sends = sends;
        this.outages = outages;
        this.timeout = settings.mailTimeout();
        this.domain = from.map(SmtpTransport::domainOf).orElse("localhost");
    }

    @Override
    public Uni<Attempt> send(UUID id, Mail mail) {
        Letter letter = letters.write(mail);
        return Uni.combine()
                .all()
                .unis(
                        LetterTemplates.text(letter).createUni(),
                        LetterTemplates.html(letter).createUni())
                .asTuple()
                .chain(forms ->
                        post(message(id, mail.recipient(), letter.subject(), forms.getItem1(), forms.getItem2())))
                .invoke(attempt -> sends.count(Channel.EMAIL, mail.kind().code(), attempt, GATEWAY));
    }

    /** The Message-ID is the row's id, so that a second copy is known as one; RFC 3834 keeps auto-responders quiet. */
    private io.quarkus.mailer.Mail message(UUID id, String to, String subject, String text, String html) {
        return io.quarkus.mailer.Mail.withText(to, subject, text)
                .setHtml(html)
                .addHeader("Message-ID", '<' + id.toString() + '@' + domain + '>')
                .addHeader("Auto-Submitted", "auto-generated");
    }

    private Uni<Attempt> post(io.quarkus.mailer.Mail message) {
        return mailer.send(message)
                .ifNoItem()
                .after(timeout)
                .fail()
                .invoke(() -> outages.answered(GATEWAY))
                .<Attempt>replaceWith(new Attempt.Delivered(GATEWAY))
                .onFailure()
                .recoverWithItem(this::failed);
    }

    private Attempt failed(Throwable failure) {
        Attempt attempt = MailFailures.attempt(failure);
        if (MailFailures.outage(failure) && attempt instanceof Attempt.Failed failed) {
            outages.failed(GATEWAY, failed.error());
        } else {
            outages.answered(GATEWAY);
        }
        return attempt;
    }

    /** The part after the last at-sign of {@code a@b} or {@code Name <a@b>}. */
    static String domainOf(String from) {
        return from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
    }
}
