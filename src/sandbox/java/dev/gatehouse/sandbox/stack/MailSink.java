package dev.gatehouse.sandbox.stack;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.sandbox.Message;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** GreenMail as an SMTP server that takes every mail from everybody and keeps it in memory. */
final class MailSink {

    private static final Pattern LINK_WITH_TOKEN = Pattern.compile("https?://[^\\s<>\"]*token=[^\\s<>\"]*");

    private final GreenMail server;

    private MailSink(GreenMail server) {
        this.server = server;
    }

    static MailSink start(SentMessages messages) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        MailSink sink = new MailSink(server);
        messages.readMailsFrom(sink::mails);
        return sink;
    }

    Map<String, String> settings() {
        return Map.of(
                "quarkus.mailer.host", "127.0.0.1",
                "quarkus.mailer.port", Integer.toString(server.getSmtp().getPort()),
                "quarkus.mailer.mock", "false",
                "quarkus.mailer.start-tls", "DISABLED",
                "quarkus.mailer.from", "Gatehouse <no-reply@gatehouse.example>");
    }

    private Stream<Message> mails() {
        return Arrays.stream(server.getReceivedMessages()).map(MailSink::read);
    }

    private static Message read(MimeMessage mail) {
        try {
            String text = plainText(mail);
            return new Message(
                    "email",
                    ((InternetAddress) mail.getAllRecipients()[0]).getAddress(),
                    mail.getSubject(),
                    text == null ? "" : text.strip(),
                    text == null ? null : firstLink(text),
                    null,
                    mail.getReceivedDate().toInstant());
        } catch (MessagingException e) {
            throw new IllegalStateException("A mail was taken that cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String plainText(Part part) throws MessagingException, IOException {
        Object content = part.getContent();
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                String text = plainText(inner);
                if (text != null) {
                    return text;
                }
            }
        }
        return part.isMimeType("text/plain") && content instanceof String text ? text.replace("\r\n", "\n") : null;
    }

    private static @Nullable String firstLink(String text) {
        Matcher matcher = LINK_WITH_TOKEN.matcher(text);
        return matcher.find() ? matcher.group() : null;
    }
}
