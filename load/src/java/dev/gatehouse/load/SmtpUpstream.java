package dev.gatehouse.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server (RFC 5321) that takes every mail and reads of it only the token in its link. The mailer keeps few connections
 * open, so each has a thread.
 */
final class SmtpUpstream {
    /** In quoted-printable text (RFC 2045, 6.7) the equals sign is written {@code =3D}. */
    private static final Pattern TOKEN = Pattern.compile("token=(?:3D)?([A-Za-z0-9_-]{43})");

    private static final Pattern RECIPIENT = Pattern.compile("(?i)RCPT TO:\\s*<([^>]+)>.*");
    private static final String SOFT_BREAK = "=\n";

    private final ServerSocket server;
    private final Mailboxes mailboxes;
    private final Delays delays;

    private SmtpUpstream(ServerSocket server, Mailboxes mailboxes, Delays delays) {
        this.server = server;
        this.mailboxes = mailboxes;
        this.delays = delays;
    }

    static SmtpUpstream start(Mailboxes mailboxes, Delays delays) {
        try {
            // Never closed: it serves until the virtual machine ends.
            @SuppressWarnings("resource")
            ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            SmtpUpstream upstream = new SmtpUpstream(socket, mailboxes, delays);
            daemon(upstream::accept);
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                // Closed by the session.
                @SuppressWarnings("resource")
                Socket client = server.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                System.err.println("The SMTP upstream accepts no more: " + e);
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            client.setTcpNoDelay(true);
            OutputStream out = client.getOutputStream();
            reply(out, "220 load");
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Matcher named = RECIPIENT.matcher(line);
                if (named.matches()) {
                    recipient = named.group(1);
                }
                if (line.toUpperCase(Locale.ROOT).equals("DATA")) {
                    reply(out, "354 go on");
                    take(recipient, in, out);
                } else {
                    reply(out, line.toUpperCase(Locale.ROOT).startsWith("QUIT") ? "221 bye" : "250 load");
                }
            }
        } catch (IOException e) {
            System.err.println("An SMTP session broke: " + e);
        }
    }

    /** The mail counts as taken when that is answered, not before. */
    private void take(String recipient, BufferedReader in, OutputStream out) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        String token = token(mail.toString());
        delays.answer(() -> {
            mailboxes.deliver(recipient, token);
            reply(out, "250 taken");
        });
    }

    private static @Nullable String token(String mail) {
        Matcher matcher = TOKEN.matcher(mail.replace(SOFT_BREAK, ""));
        return matcher.find() ? matcher.group(1) : null;
    }

    private static void reply(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "load-smtp");
        thread.setDaemon(true);
        thread.start();
    }
}
