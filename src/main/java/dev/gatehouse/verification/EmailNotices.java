package dev.gatehouse.verification;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.account.Links;
import dev.gatehouse.account.MailTokens;
import dev.gatehouse.messaging.Mail;
import dev.gatehouse.messaging.MailKind;
import dev.gatehouse.platform.web.RequestInfo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** The mails around a change of the address. None names the one address to the other. */
@ApplicationScoped
class EmailNotices {
    private static final Duration NOTICE_LIFETIME = Duration.ofDays(3);

    private final Links links;
    private final Clock clock;

    EmailNotices(Links links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    /** The link, to the new address. */
    Mail link(Account account, EmailAddress next, MailTokens.Issued token, RequestInfo from) {
        Map<String, String> values = circumstances(from);
        values.put(Mail.LINK, links.verifyEmail(token.token()));
        values.put(Mail.DECLINE_LINK, links.verifyEmail(token.token()));
        return new Mail(MailKind.CHANGE_EMAIL, account.id(), next.typed(), account.locale(), values, token.expiresAt());
    }

    /** To a new address that is another client's: there is nothing to follow. */
    Mail exists(Account account, EmailAddress next, MailTokens.Issued token) {
        return new Mail(
                MailKind.ACCOUNT_EXISTS, account.id(), next.typed(), account.locale(), Map.of(), token.expiresAt());
    }

    /** To the old address: somebody who knows the password has asked for another one. */
    Mail asked(Account account, RequestInfo from) {
        return notice(MailKind.EMAIL_CHANGE_ASKED, account, circumstances(from));
    }

    /** To the old address: it is not the account's any more. */
    Mail changed(Account before) {
        return notice(
                MailKind.EMAIL_CHANGED,
                before,
                Map.of(
                        Mail.REGISTERED_AT,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    private Mail notice(MailKind kind, Account account, Map<String, String> values) {
        Instant expires = clock.instant().plus(NOTICE_LIFETIME);
        return new Mail(kind, account.id(), account.email(), account.locale(), values, expires);
    }

    private Map<String, String> circumstances(RequestInfo from) {
        Map<String, String> values = new HashMap<>();
        values.put(
                Mail.REGISTERED_AT,
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        values.put(Mail.REGISTERED_FROM, from.clientAddress().text());
        String browser = from.userAgent();
        if (browser != null) {
            values.put(Mail.BROWSER, browser);
        }
        return values;
    }
}
