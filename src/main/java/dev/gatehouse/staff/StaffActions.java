package dev.gatehouse.staff;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountRuling;
import dev.gatehouse.account.AccountView;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.FirstVerification;
import dev.gatehouse.account.Sessions;
import dev.gatehouse.kyc.KycCause;
import dev.gatehouse.kyc.KycDesk;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.screening.FraudFeedback;
import dev.gatehouse.staff.StaffAccountView.ActionEntry;
import dev.gatehouse.staff.StaffAction.Finding;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Acts on accounts for staff: account, sessions, record and report change in one transaction, under the account's lock.
 * An action is idempotent: what is so already stays so. It is recorded each time, for somebody said it.
 */
@ApplicationScoped
class StaffActions {
    private static final Logger LOG = Logger.getLogger(StaffActions.class);

    private final Database database;
    private final Accounts accounts;
    private final KycDesk kyc;
    private final Sessions sessions;
    private final FirstVerification verified;
    private final StaffActionStore store;
    private final FraudFeedback feedback;
    private final Ids ids;
    private final Clock clock;

    StaffActions(
            Database database,
            Accounts accounts,
            KycDesk kyc,
            Sessions sessions,
            FirstVerification verified,
            StaffActionStore store,
            FraudFeedback feedback,
            Ids ids,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.kyc = kyc;
        this.sessions = sessions;
        this.verified = verified;
        this.store = store;
        this.feedback = feedback;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is to be done.
     *
     * @param reason why, for staff
     * @param finding what staff say of the client, or {@code null}
     * @param phone the number that is confirmed; {@code null} for the one that the account has
     * @param actor who does it
     */
    record Order(StaffAction action, String reason, @Nullable Finding finding, @Nullable String phone, String actor) {
        @Override
        public String toString() {
            return "Order[action=" + action + ']';
        }
    }

    /** Acts; fails with {@code 404} if there is no such account, and with {@code 422} where the action makes no sense. */
    Uni<AccountView> act(UUID accountId, Order order) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return database.inTransaction(tx -> accounts.lock(tx, accountId)
                        .onItem()
                        .ifNull()
                        .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND))
                        .invoke(StaffActions::refuseClosed)
                        .flatMap(account -> change(tx, account, order, now))
                        .call(account -> record(tx, accountId, order, now))
                        .call(account -> report(tx, accountId, order.finding())))
                .invoke(verified::nudge)
                .invoke(account -> LOG.infof(
                        "staff acted action=%s account=%s actor=%s",
                        order.action().wireName(), accountId, order.actor()))
                .map(AccountView::of);
    }

    private static void refuseClosed(Account account) {
        if (account.closedAt() != null) {
            throw Refusal.invalid("/action", "account-closed", "The account is closed.");
        }
    }

    private Uni<Account> change(SqlConnection tx, Account account, Order order, Instant now) {
        AccountRuling before = AccountRuling.of(account);
        return switch (order.action()) {
            case CONFIRM_PHONE -> confirmPhone(tx, account, order.phone());
            case REQUIRE_KYC -> kyc.require(tx, account, KycCause.staff(order.actor()));
            case CLEAR_KYC -> kyc.clear(tx, account, order.actor());
            case VOID_KYC_PASS -> rule(tx, account, before.kycPassVoid());
            case REINSTATE -> rule(tx, account, before.reinstated());
            case SUSPEND ->
                rule(tx, account, before.suspended(now)).call(suspended -> sessions.endAll(tx, account.id()));
        };
    }

    private Uni<Account> rule(SqlConnection tx, Account account, AccountRuling after) {
        return after.equals(AccountRuling.of(account))
                ? Uni.createFrom().item(account)
                : there(accounts.rule(tx, account.id(), after));
    }

    /** The client may have changed the number since staff heard of it. */
    private Uni<Account> confirmPhone(SqlConnection tx, Account account, @Nullable String meant) {
        String phone = account.phone();
        if (phone == null) {
            throw Refusal.of(ErrorCode.PHONE_MISSING);
        }
        if (meant != null && !meant.equals(phone)) {
            throw Refusal.invalid("/value", "mismatch", "The account has another phone number.");
        }
        return account.phoneVerified()
                ? Uni.createFrom().item(account)
                : there(accounts.provePhone(tx, account.id(), phone)).call(proven -> verified.tell(tx, proven));
    }

    private static Uni<Account> there(Uni<@Nullable Account> changed) {
        return changed.onItem().ifNull().failWith(() -> new IllegalStateException("the locked account is gone"));
    }

    private Uni<Void> record(SqlConnection tx, UUID accountId, Order order, Instant now) {
        Finding finding = order.finding();
        return store.add(
                tx,
                accountId,
                new ActionEntry(
                        ids.next(),
                        order.action().wireName(),
                        order.reason(),
                        finding == null ? null : finding.wireName(),
                        order.actor(),
                        now));
    }

    private Uni<Boolean> report(SqlConnection tx, UUID accountId, @Nullable Finding finding) {
        return finding == null ? Uni.createFrom().item(false) : feedback.reportAccount(tx, accountId, finding.tag());
    }
}
