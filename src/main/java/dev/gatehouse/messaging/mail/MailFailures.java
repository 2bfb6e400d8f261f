package dev.gatehouse.messaging.mail;

import dev.gatehouse.messaging.Attempt;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.ext.mail.SMTPException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what a failed mail means. Pure; error codes never hold what the server said, since it may quote the address. */
final class MailFailures {
    /** Enhanced status of the class <em>addressing</em>, permanent (RFC 3463, section 3.2). */
    private static final Pattern BAD_ADDRESS = Pattern.compile("\\b5\\.1\\.[0-9]{1,3}\\b");

    private MailFailures() {}

    /** Only an address that the server calls bad is refused for good; whatever else it says may be set right in time. */
    static Attempt attempt(Throwable failure) {
        SMTPException reply = reply(failure);
        if (reply == null) {
            return new Attempt.Failed(failure instanceof TimeoutException ? "smtp:timeout" : "smtp:unreachable");
        }
        String error = String.format(Locale.ROOT, "smtp:%d", reply.getReplyCode());
        boolean badAddress = reply.isPermanent()
                && reply.getReplyMessages().stream()
                        .anyMatch(line -> BAD_ADDRESS.matcher(line).find());
        return badAddress ? new Attempt.Refused(error) : new Attempt.Failed(error);
    }

    /** Whether the server is of no use to any mail: silent, shutting down (421), or not letting us sign in (RFC 4954). */
    static boolean outage(Throwable failure) {
        SMTPException reply = reply(failure);
        return reply == null
                || switch (reply.getReplyCode()) {
                    case 421, 454, 530, 534, 535, 538 -> true;
                    default -> false;
                };
    }

    private static @Nullable SMTPException reply(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SMTPException reply) {
                return reply;
            }
        }
        return null;
    }
}
