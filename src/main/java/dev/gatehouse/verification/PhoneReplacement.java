package dev.gatehouse.verification;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountContacts;
import dev.gatehouse.messaging.Mail;
import dev.gatehouse.messaging.MailKind;
import dev.gatehouse.messaging.Outbox;
import dev.gatehouse.messaging.Sms;
import dev.gatehouse.messaging.SmsKind;
import dev.gatehouse.platform.phone.PhoneNumbers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Puts another number in the place of an account's: what was sent to the old one is void, and who had it is told. */
@ApplicationScoped
public class PhoneReplacement {
    private static final Duration NOTICE_LIFETIME = Duration.ofDays(3);

    private final AccountContacts contacts;
    private final SmsCodes codes;
    private final PhoneNumbers phones;
    private final Outbox outbox;
    private final Clock clock;

    PhoneReplacement(AccountContacts contacts, SmsCodes codes, PhoneNumbers phones, Outbox outbox, Clock clock) {
        this.contacts = contacts;
        this.codes = codes;
        this.phones = phones;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Sets the number, not proven, and tells the old one if it was. The caller nudges the outbox after the commit.
     *
     * @param account whose row the transaction has locked
     * @param phone E.164
     * @return the account as it is then
     */
    public Uni<Account> replace(SqlConnection tx, Account account, String phone) {
        return codes.replaceAll(tx, account.id())
                .flatMap(replaced -> tell(tx, account))
                .flatMap(told -> contacts.changePhone(tx, account.id(), phone))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("the locked account is gone"));
    }

    private Uni<Void> tell(SqlConnection tx, Account account) {
        String old = account.phone();
        if (old == null || !account.phoneVerified()) {
            return Uni.createFrom().voidItem();
        }
        Instant expires = clock.instant().plus(NOTICE_LIFETIME);
        return outbox.add(
                        tx,
                        new Mail(
                                MailKind.PHONE_CHANGED,
                                account.id(),
                                account.email(),
                                account.locale(),
                                Map.of(Mail.PHONE_MASKED, phones.mask(old)),
                                expires))
                .flatMap(any -> outbox.add(
                        tx,
                        new Sms(SmsKind.PHONE_CHANGED, account.id(), old, account.locale(), Map.of(), expires),
                        Duration.ZERO))
                .replaceWithVoid();
    }
}
