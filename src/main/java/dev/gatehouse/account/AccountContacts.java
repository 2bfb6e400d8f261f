package dev.gatehouse.account;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.link.Identifier;
import dev.gatehouse.link.Identifiers;
import dev.gatehouse.link.LinkKind;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The mailbox and the phone of an account: set, changed and proven. What an account proves or gives up is noted in {@link
 * Identifiers} in the same transaction.
 */
@ApplicationScoped
public class AccountContacts {
    private static final String UNIQUE_VIOLATION = "23505";

    /** Closes what else is pending on address $3 than account $1, and ends its sessions. $2 is now. */
    private static final String CLOSE_OTHERS =
            """
            with others as (update account set closed_at = $2 where email_key = $3 \
            and id <> $1 and closed_at is null and email_verified_at is null and not proven_before \
            returning id), \
            ended as (update session set ended_at = $2 where ended_at is null \
            and account_id in (select id from others))\s""";

    private final Identifiers identifiers;
    private final Clock clock;

    AccountContacts(Identifiers identifiers, Clock clock) {
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Proves the mailbox of an account, unless the address has an owner by now, and closes the other pending accounts
     * on it. Locks every open account on the address in one order, so that two proofs at once cannot both win.
     *
     * @return the account as it is now, or {@code null} if the address is somebody else's
     */
    public Uni<@Nullable Account> proveEmail(SqlConnection tx, Account account) {
        Instant now = clock.instant();
        return tx.preparedQuery(
                        "select id, email_verified_at from account where email_key = $1 and closed_at is null order by id for update")
                .execute(Tuple.of(account.emailKey()))
                .flatMap(rows -> {
                    for (Row row : rows) {
                        if (row.getOffsetDateTime("email_verified_at") != null
                                && !account.id().equals(row.getUUID("id"))) {
                            return Uni.createFrom().nullItem();
                        }
                    }
                    return tx.preparedQuery(CLOSE_OTHERS
                                    + """
                                    update account set email_verified_at = coalesce(email_verified_at, $2) \
                                    where id = $1 and closed_at is null returning\s"""
                                    + Accounts.COLUMNS)
                            .execute(Tuple.of(account.id(), time(now), account.emailKey()))
                            .map(updated -> Rows.first(updated, Accounts::read));
                })
                .call(proven -> proven == null
                        ? Uni.createFrom().voidItem()
                        : identifiers.proven(tx, proven.id(), Identifier.email(proven.emailKey())));
    }

    /**
     * Moves an account to another mailbox, which is proven, unless that has an owner by now. Closes and locks as {@link
     * #proveEmail} does.
     *
     * @return the account as it is now, or {@code null} if the address is somebody else's; fails with {@link
     *     MailTokens#invalid} if it becomes that in the same moment
     */
    public Uni<@Nullable Account> moveEmail(SqlConnection tx, UUID id, EmailAddress email) {
        return tx.preparedQuery(
                        """
                        select id, email_key, email_verified_at from account \
                        where (email_key = $1 or id = $2) and closed_at is null order by id for update""")
                .execute(Tuple.of(email.key(), id))
                .flatMap(rows -> {
                    for (Row row : rows) {
                        if (row.getOffsetDateTime("email_verified_at") != null
                                && email.key().equals(row.getString("email_key"))
                                && !id.equals(row.getUUID("id"))) {
                            return Uni.createFrom().nullItem();
                        }
                    }
                    return tx.preparedQuery(CLOSE_OTHERS
                                    + """
                                    update account set email = $4, email_key = $3, email_verified_at = $2 \
                                    where id = $1 and closed_at is null returning\s"""
                                    + Accounts.COLUMNS)
                            .execute(Tuple.of(id, time(clock.instant()), email.key(), email.typed()))
                            .map(updated -> Rows.first(updated, Accounts::read));
                })
                // Two moves to an address that is nobody's meet at the index alone.
                .onFailure(AccountContacts::isTaken)
                .transform(taken -> MailTokens.invalid())
                .call(moved -> moved == null
                        ? Uni.createFrom().voidItem()
                        : identifiers
                                .givenUp(tx, id, LinkKind.EMAIL)
                                .flatMap(any -> identifiers.proven(tx, id, Identifier.email(moved.emailKey()))));
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }

    /** Sets another address, not proven. */
    public Uni<@Nullable Account> changeEmail(SqlConnection tx, UUID id, EmailAddress email) {
        return Accounts.update(
                        tx,
                        """
                        email = $2, email_key = $3, proven_before = proven_before or email_verified_at is not null, \
                        email_verified_at = null where id = $1""",
                        Tuple.of(id, email.typed(), email.key()))
                .call(changed -> identifiers.givenUp(tx, id, LinkKind.EMAIL));
    }

    /** Proves the phone of an account if it still is that number; {@code null} if it is not. */
    public Uni<@Nullable Account> provePhone(SqlConnection tx, UUID id, String phone) {
        return Accounts.update(
                        tx,
                        "phone_verified_at = $2 where id = $1 and phone = $3",
                        Tuple.of(id, time(clock.instant()), phone))
                .call(proven -> proven == null
                        ? Uni.createFrom().voidItem()
                        : identifiers.proven(tx, id, Identifier.phone(phone)));
    }

    /**
     * Sets another phone, not proven. A KYC pass is void if the password was reset within {@link Accounts#TAKE_OVER} before:
     * whoever has the mailbox alone would have the account, and the pass of its owner.
     */
    public Uni<@Nullable Account> changePhone(SqlConnection tx, UUID id, String phone) {
        Instant now = clock.instant();
        return Accounts.update(
                        tx,
                        """
                        phone = $2, phone_verified_at = null,
                        phone_changed_at = case when phone is null then phone_changed_at else $3 end,
                        kyc_passed_until = case when phone is not null and password_reset_at > $4 then null
                                                else kyc_passed_until end
                        where id = $1""",
                        Tuple.of(id, phone, time(now), time(now.minus(Accounts.TAKE_OVER))))
                .call(changed -> identifiers.givenUp(tx, id, LinkKind.PHONE));
    }

    /** Notes that an account has proven all it must; {@code false} if it had done so before. */
    Uni<Boolean> firstVerified(SqlConnection tx, UUID id) {
        return tx.preparedQuery("update account set verified_at = $2 where id = $1 and verified_at is null")
                .execute(Tuple.of(id, time(clock.instant())))
                .map(rows -> rows.rowCount() == 1);
    }
}
