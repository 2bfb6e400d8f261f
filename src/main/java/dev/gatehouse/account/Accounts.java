package dev.gatehouse.account;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table of accounts: with {@link AccountContacts} and {@link ImportedAccounts} the only class that writes it, and but
 * for those and {@link AccountSearch} the only one that reads it.
 */
@ApplicationScoped
public class Accounts {
    private static final int MOST_CANDIDATES = 50;

    /** A password reset and a change of the phone so close together may be an account that changes hands. */
    static final Duration TAKE_OVER = Duration.ofDays(30);

    /** What {@link #read} needs. */
    static final String COLUMNS =
            """
            id, email, email_key, email_verified_at, phone, phone_verified_at, country, full_name, company, locale, \
            password_hash, kyc, kyc_passed_until, suspended_at, closed_at, reseller_id, \
            host(registered_from) as registered_from, registered_user_agent, registered_device, created_at""";

    private final Database database;
    private final Clock clock;

    Accounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The account, or {@code null}. */
    public Uni<@Nullable Account> find(UUID id) {
        return one(database.client(), "select " + COLUMNS + " from account where id = $1", Tuple.of(id));
    }

    /**
     * The account, or {@code null}: as it was when the session of the request at hand was looked up, where it is that
     * session's, else as it is now. For what is only shown, or is decided again with the account's row locked.
     */
    public Uni<@Nullable Account> atHand(UUID id) {
        return Uni.createFrom().deferred(() -> {
            Account account = AccountAtHand.get(id);
            return account == null ? find(id) : Uni.createFrom().item(account);
        });
    }

    /** The account of a session that has not ended, or {@code null}; it is then {@linkplain #atHand at hand}. */
    Uni<@Nullable Account> ofSession(UUID id, UUID sessionId) {
        return one(
                        database.client(),
                        "select " + COLUMNS
                                + """
                                 from account where id = $1 and closed_at is null and exists (\
                                select 1 from session where session.id = $2 and session.account_id = $1 and ended_at is null)""",
                        Tuple.of(id, sessionId))
                .onItem()
                .ifNotNull()
                .invoke(AccountAtHand::put);
    }

    /** The account as a transaction sees it, or {@code null}. */
    public Uni<@Nullable Account> find(SqlConnection tx, UUID id) {
        return one(tx, "select " + COLUMNS + " from account where id = $1", Tuple.of(id));
    }

    /** The account with its row locked until the transaction ends, or {@code null}. */
    public Uni<@Nullable Account> lock(SqlConnection tx, UUID id) {
        return one(tx, "select " + COLUMNS + " from account where id = $1 for update", Tuple.of(id));
    }

    /** The account with its row locked until the transaction ends; fails with {@code 404 not-found} if there is none. */
    public Uni<Account> lockOrRefuse(SqlConnection tx, UUID id) {
        return lock(tx, id).onItem().ifNull().failWith(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    /** The open accounts on an address with a password: the verified one first, then the newest. */
    Uni<List<Account>> signInCandidates(String emailKey) {
        return database.client()
                .preparedQuery("select " + COLUMNS + " from account where email_key = $1 and closed_at is null"
                        + " and password_hash is not null"
                        + " order by (email_verified_at is null), created_at desc limit " + MOST_CANDIDATES)
                .execute(Tuple.of(emailKey))
                .map(rows -> Rows.all(rows, Accounts::read));
    }

    /** The one verified open account on an address, or {@code null}. */
    public Uni<@Nullable Account> verifiedOwner(SqlClient tx, String emailKey) {
        return one(
                tx,
                "select " + COLUMNS
                        + " from account where email_key = $1 and email_verified_at is not null and closed_at is null",
                Tuple.of(emailKey));
    }

    /**
     * The verified account on an address, else an imported client's who has no password yet (a stranger who registers with
     * the address must not come in between), else the newest pending one, else {@code null}.
     */
    Uni<@Nullable Account> resettable(SqlClient tx, String emailKey) {
        return one(
                tx,
                "select " + COLUMNS + " from account where email_key = $1 and closed_at is null"
                        + " order by (email_verified_at is null), (password_hash is not null), created_at desc limit 1",
                Tuple.of(emailKey));
    }

    /** Writes a new account. */
    public Uni<Account> insert(SqlConnection tx, NewAccount account) {
        Account.Registered registered = account.registered();
        return tx.preparedQuery(
                        """
                        insert into account (id, email, email_key, phone, country, full_name, company, locale, \
                        password_hash, terms_accepted_at, reseller_id, registered_from, registered_user_agent, \
                        registered_device, created_at) \
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $13, $10, $11::text::inet, $12, $14, $13) \
                        returning\s"""
                                + COLUMNS)
                .execute(Tuple.tuple()
                        .addValue(account.id())
                        .addValue(account.email().typed())
                        .addValue(account.email().key())
                        .addValue(account.phone())
                        .addValue(account.country())
                        .addValue(account.fullName())
                        .addValue(account.company())
                        .addValue(account.locale())
                        .addValue(account.passwordHash())
                        .addValue(account.resellerId())
                        .addValue(registered.address())
                        .addValue(registered.userAgent())
                        .addValue(time(clock.instant()))
                        .addValue(registered.device()))
                .map(rows -> read(rows.iterator().next()));
    }

    /** Writes what was ruled about an account whose row is locked. A pass that is given counts from then on. */
    public Uni<@Nullable Account> rule(SqlConnection tx, UUID id, AccountRuling ruling) {
        Instant passedUntil = ruling.kycPassedUntil();
        Instant suspendedAt = ruling.suspendedAt();
        return update(
                tx,
                """
                kyc = $2, kyc_passed_until = $3, suspended_at = $4,
                password_reset_at = case when kyc_passed_until is distinct from $3 then null else password_reset_at end,
                phone_changed_at = case when kyc_passed_until is distinct from $3 then null else phone_changed_at end
                where id = $1""",
                Tuple.of(
                        id,
                        ruling.kyc().wireName(),
                        passedUntil == null ? null : time(passedUntil),
                        suspendedAt == null ? null : time(suspendedAt)));
    }

    /**
     * Sets another password by a mail's token; {@code forgetPhone} takes the proof of the phone back. A KYC pass is void if
     * the phone was changed within {@link #TAKE_OVER} before.
     */
    Uni<@Nullable Account> resetPassword(SqlConnection tx, UUID id, String passwordHash, boolean forgetPhone) {
        Instant now = clock.instant();
        return update(
                tx,
                """
                password_hash = $2, phone_verified_at = case when $3 then null else phone_verified_at end,
                password_reset_at = $4,
                kyc_passed_until = case when phone_changed_at > $5 then null else kyc_passed_until end
                where id = $1""",
                Tuple.of(id, passwordHash, forgetPhone, time(now), time(now.minus(TAKE_OVER))));
    }

    /**
     * Wipes who an account whose row is locked belonged to, and closes it. Its id, its times and where it stood stay; the
     * address becomes one that cannot be (RFC 2606).
     */
    public Uni<@Nullable Account> erase(SqlConnection tx, UUID id) {
        return update(
                tx,
                """
                email = 'erased-' || id || '@erased.invalid', email_key = 'erased-' || id || '@erased.invalid', \
                email_verified_at = null, phone = null, phone_verified_at = null, country = null, full_name = null, \
                company = null, password_hash = null, registered_from = null, registered_user_agent = null, \
                registered_device = null, imported_as = case when imported_as is not null then ''::bytea end, \
                closed_at = coalesce(closed_at, $2) where id = $1""",
                Tuple.of(id, time(clock.instant())));
    }

    /**
     * Closes a pending account, unless it has proven another mailbox before: then it stays, with an address that is
     * nobody's. {@code false} if it was not pending any more.
     */
    public Uni<Boolean> closePending(SqlConnection tx, UUID id) {
        return tx.preparedQuery(
                        """
                        update account set closed_at = case when proven_before then null else $2::timestamptz end \
                        where id = $1 and closed_at is null and email_verified_at is null""")
                .execute(Tuple.of(id, time(clock.instant())))
                .map(rows -> rows.rowCount() == 1);
    }

    static Uni<@Nullable Account> update(SqlConnection tx, String assignment, Tuple parameters) {
        return one(tx, "update account set " + assignment + " returning " + COLUMNS, parameters);
    }

    private static Uni<@Nullable Account> one(SqlClient client, String sql, Tuple parameters) {
        return client.preparedQuery(sql).execute(parameters).map(rows -> Rows.first(rows, Accounts::read));
    }

    static Account read(Row row) {
        return new Account(
                row.getUUID("id"),
                row.getString("email"),
                row.getString("email_key"),
                Rows.instant(row, "email_verified_at"),
                row.getString("phone"),
                Rows.instant(row, "phone_verified_at"),
                row.getString("country"),
                row.getString("full_name"),
                row.getString("company"),
                row.getString("locale"),
                row.getString("password_hash"),
                KycState.of(row.getString("kyc")),
                Rows.instant(row, "kyc_passed_until"),
                Rows.instant(row, "suspended_at"),
                Rows.instant(row, "closed_at"),
                row.getUUID("reseller_id"),
                new Account.Registered(
                        row.getString("registered_from"),
                        row.getString("registered_user_agent"),
                        row.getString("registered_device")),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
