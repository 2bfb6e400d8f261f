package dev.gatehouse.staff;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountContacts;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.account.FirstVerification;
import dev.gatehouse.platform.phone.PhoneNumbers;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.verification.EmailReplacement;
import dev.gatehouse.verification.PhoneReplacement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** What staff change about a client's phone and mailbox, under the account's lock. */
@ApplicationScoped
class StaffContacts {
    private final Accounts accounts;
    private final AccountContacts contacts;
    private final FirstVerification verified;
    private final PhoneNumbers phones;
    private final PhoneReplacement phoneReplacement;
    private final EmailReplacement emailReplacement;

    StaffContacts(
            Accounts accounts,
            AccountContacts contacts,
            FirstVerification verified,
            PhoneNumbers phones,
            PhoneReplacement phoneReplacement,
            EmailReplacement emailReplacement) {
        this.accounts = accounts;
        this.contacts = contacts;
        this.verified = verified;
        this.phones = phones;
        this.phoneReplacement = phoneReplacement;
        this.emailReplacement = emailReplacement;
    }

    /** Counts the phone as proven; the client may have changed the number since staff heard of it. */
    Uni<Account> confirmPhone(SqlConnection tx, Account account, @Nullable String meant) {
        String phone = account.phone();
        if (phone == null) {
            throw Refusal.of(ErrorCode.PHONE_MISSING);
        }
        if (meant != null && !meant.equals(phone)) {
            throw Refusal.invalid("/value", "mismatch", "The account has another phone number.");
        }
        return account.phoneVerified()
                ? Uni.createFrom().item(account)
                : there(contacts.provePhone(tx, account.id(), phone)).call(proven -> verified.tell(tx, proven));
    }

    /** Sets another number, which has to be proven; the same number stays as it is. */
    Uni<Account> changePhone(SqlConnection tx, Account account, @Nullable String value) {
        String phone = phones.parse(given(value), account.country());
        if (phone == null) {
            throw Refusal.invalid("/value", "not-a-phone-number", "This is not a phone number.");
        }
        if (!phones.type(phone).isPersonal()) {
            throw Refusal.of(ErrorCode.PHONE_NOT_SUPPORTED);
        }
        return phone.equals(account.phone())
                ? Uni.createFrom().item(account)
                : phoneReplacement.replace(tx, account, phone);
    }

    /** Sets another address, which has to be proven; the same mailbox stays as it is. */
    Uni<Account> changeEmail(SqlConnection tx, Account account, @Nullable String value) {
        EmailAddress email = EmailAddress.parse(given(value));
        if (email == null) {
            throw Refusal.invalid("/value", "not-an-email", "This is not an e-mail address.");
        }
        if (email.key().equals(account.emailKey())) {
            return Uni.createFrom().item(account);
        }
        return accounts.verifiedOwner(tx, email.key()).flatMap(owner -> {
            if (owner != null) {
                throw Refusal.invalid("/value", "taken", "Another account has proven this address.");
            }
            return emailReplacement.replace(tx, account, email);
        });
    }

    private static String given(@Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Refusal.invalid("/value", "required", "Say which.");
        }
        return value.strip();
    }

    private static Uni<Account> there(Uni<@Nullable Account> changed) {
        return changed.onItem().ifNull().failWith(() -> new IllegalStateException("the locked account is gone"));
    }
}
