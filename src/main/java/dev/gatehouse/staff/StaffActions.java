package dev.gatehouse.staff;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountRuling;
import dev.gatehouse.account.AccountView;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.Sessions;
import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.kyc.KycCause;
import dev.gatehouse.kyc.KycDesk;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.privacy.Erasures;
import dev.gatehouse.screening.CheckContext.Origin;
import dev.gatehouse.screening.FraudFeedback;
import dev.gatehouse.staff.StaffAction.Finding;
import dev.gatehouse.verification.ProofScreening;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
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
    private final StaffContacts contacts;
    private final FraudFeedback feedback;
    private final Erasures erasures;
    private final ProofScreening screening;
    private final AuditLog audit;
    private final Clock clock;

    StaffActions(
            Database database,
            Accounts accounts,
            KycDesk kyc,
            Sessions sessions,
            StaffContacts contacts,
            FraudFeedback feedback,
            Erasures erasures,
            ProofScreening screening,
            AuditLog audit,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.kyc = kyc;
        this.sessions = sessions;
        this.contacts = contacts;
        this.feedback = feedback;
        this.erasures = erasures;
        this.screening = screening;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is to be done.
     *
     * @param reason why, for staff
     * @param finding what staff say of the client, or {@code null}
     * @param value the number or address that is meant, as it was typed, or {@code null}
     * @param actor who does it
     */
    record Order(StaffAction action, String reason, @Nullable Finding finding, @Nullable String value, String actor) {
        @Override
        public String toString() {
            return "Order[action=" + action + ']';
        }
    }

    /** Acts; fails with {@code 404} if there is no such account, and with {@code 422} where the action makes no sense. */
    Uni<AccountView> act(UUID accountId, Order order) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return database.inTransaction(tx -> accounts.lockOrRefuse(tx, accountId)
                        .invoke(account -> refuseClosed(account, order.action()))
                        .flatMap(account ->
                                change(tx, account, order, now).map(changed -> new Changed(account, changed)))
                        .call(changed -> report(tx, accountId, order.finding()))
                        .call(changed -> audit.record(tx, record(accountId, order))))
                .invoke(kyc::nudge)
                .invoke(changed -> LOG.infof(
                        "staff acted action=%s account=%s actor=%s",
                        order.action().wireName(), accountId, order.actor()))
                .flatMap(this::screen)
                .map(AccountView::of);
    }

    private record Changed(Account before, Account after) {}

    /** A phone that staff have proven is looked at like one that the client has, by nobody's address. */
    private Uni<Account> screen(Changed changed) {
        return changed.after().phoneVerified() && !changed.before().phoneVerified()
                ? screening.screen(changed.after(), Origin.NONE)
                : Uni.createFrom().item(changed.after());
    }

    /** An account that is closed may still hold what has to be erased. */
    private static void refuseClosed(Account account, StaffAction action) {
        if (account.closedAt() != null && action != StaffAction.ERASE) {
            throw Refusal.invalid("/action", "account-closed", "The account is closed.");
        }
    }

    private Uni<Account> change(SqlConnection tx, Account account, Order order, Instant now) {
        AccountRuling before = AccountRuling.of(account);
        return switch (order.action()) {
            case CONFIRM_PHONE -> contacts.confirmPhone(tx, account, order.value());
            case CHANGE_PHONE -> contacts.changePhone(tx, account, order.value());
            case CHANGE_EMAIL -> contacts.changeEmail(tx, account, order.value());
            case REQUIRE_KYC -> kyc.require(tx, account, KycCause.staff(order.actor()));
            case CLEAR_KYC -> kyc.clear(tx, account, order.actor());
            case VOID_KYC_PASS -> rule(tx, account, before.kycPassVoid());
            case ERASE -> erasures.erase(tx, account, order.actor());
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

    private static Uni<Account> there(Uni<@Nullable Account> changed) {
        return changed.onItem().ifNull().failWith(() -> new IllegalStateException("the locked account is gone"));
    }

    /** What was meant stays out: it may be a number or an address. */
    private static Act record(UUID accountId, Order order) {
        JsonObject detail = new JsonObject().put("reason", order.reason());
        Finding finding = order.finding();
        if (finding != null) {
            detail.put("finding", finding.wireName());
        }
        return Act.on(accountId, order.actor(), order.action().recorded(), detail);
    }

    private Uni<Boolean> report(SqlConnection tx, UUID accountId, @Nullable Finding finding) {
        return finding == null ? Uni.createFrom().item(false) : feedback.reportAccount(tx, accountId, finding.tag());
    }
}
