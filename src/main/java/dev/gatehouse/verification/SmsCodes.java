package dev.gatehouse.verification;

import static dev.gatehouse.platform.persistence.Rows.bytes;
import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.ratelimit.Limit;
import dev.gatehouse.platform.ratelimit.RateLimitState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of SMS codes and of the attempts at them. Only an HMAC of a code is stored, bound to its row's id. */
@ApplicationScoped
class SmsCodes {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int CODES = 1_000_000;
    private static final String PURPOSE = "sms-code";

    private final Keyring keyring;
    private final RandomSource random;
    private final Ids ids;
    private final Clock clock;
    private final SmsLimits limits;

    SmsCodes(Keyring keyring, RandomSource random, Ids ids, Clock clock, SmsLimits limits) {
        this.keyring = keyring;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * A code that was just made.
     *
     * @param id its row
     * @param code six digits; nowhere stored
     */
    record Issued(UUID id, String code, Instant expiresAt) {}

    /**
     * A code that is out.
     *
     * @param attempts entries so far
     * @param mac what the right code's HMAC is
     */
    record Open(UUID id, String phone, int dialCode, int attempts, Buffer mac) {}

    /** What the account and the number had in the last hour. */
    Uni<SmsUse> use(SqlConnection tx, UUID accountId, String phone) {
        return tx.preparedQuery(
                        """
                        select a.many as a_many, a.oldest as a_oldest, a.newest as a_newest, \
                        p.many as p_many, p.oldest as p_oldest from \
                        (select count(*) as many, min(created_at) as oldest, max(created_at) as newest from sms_code \
                        where account_id = $1 and created_at > $3 and failed_at is null) a, \
                        (select count(*) as many, min(created_at) as oldest from sms_code \
                        where phone = $2 and created_at > $3 and failed_at is null) p""")
                .execute(Tuple.of(accountId, phone, time(clock.instant().minus(HOUR))))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new SmsUse(
                            row.getInteger("a_many"),
                            Rows.instant(row, "a_oldest"),
                            Rows.instant(row, "a_newest"),
                            row.getInteger("p_many"),
                            Rows.instant(row, "p_oldest"));
                });
    }

    /** Makes a code; the account's earlier ones stop being good. */
    Uni<Issued> issue(SqlConnection tx, UUID accountId, String phone, int dialCode) {
        Instant now = clock.instant();
        UUID id = ids.next();
        Issued issued = new Issued(
                id, String.format(Locale.ROOT, "%06d", random.below(CODES)), now.plus(limits.codeLifetime()));
        return replaceAll(tx, accountId)
                .flatMap(replaced -> tx.preparedQuery(
                                """
                                insert into sms_code (id, account_id, phone, dial_code, code_mac, created_at, expires_at) \
                                values ($1, $2, $3, $4, $5, $6, $7)""")
                        .execute(Tuple.tuple()
                                .addValue(id)
                                .addValue(accountId)
                                .addValue(phone)
                                .addValue(dialCode)
                                .addValue(bytes(mac(keyring.key(PURPOSE), id, issued.code())))
                                .addValue(time(now))
                                .addValue(time(issued.expiresAt()))))
                .replaceWith(issued);
    }

    /** The account's codes stop being good: a newer one is out, or the number has changed. */
    Uni<Void> replaceAll(SqlConnection tx, UUID accountId) {
        return tx.preparedQuery(
                        """
                        update sms_code set replaced_at = $2 where account_id = $1 and created_at > $3 \
                        and replaced_at is null and consumed_at is null""")
                .execute(Tuple.of(
                        accountId,
                        time(clock.instant()),
                        time(clock.instant().minus(limits.codeLifetime()).minus(HOUR))))
                .replaceWithVoid();
    }

    /** No gateway took the code: it counts against no limit. */
    Uni<Void> failed(SqlConnection tx, UUID codeId) {
        return tx.preparedQuery("update sms_code set failed_at = $2 where id = $1")
                .execute(Tuple.of(codeId, time(clock.instant())))
                .replaceWithVoid();
    }

    /**
     * The entries that an account has left this hour, whatever the codes.
     *
     * @param left how many
     * @param exceeded the limit, if there are none
     */
    record Attempts(int left, @Nullable RateLimitState exceeded) {}

    /** The entries that the account has left. Its row must be locked. */
    Uni<Attempts> attempts(SqlConnection tx, UUID accountId) {
        Instant now = clock.instant();
        return tx.preparedQuery(
                        "select count(*) as many, min(attempted_at) as oldest from sms_attempt where account_id = $1 and attempted_at > $2")
                .execute(Tuple.of(accountId, time(now.minus(HOUR))))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    int many = row.getInteger("many");
                    Limit limit = new Limit("sms-attempts-per-account", limits.attemptsPerAccountAnHour(), HOUR);
                    RateLimitState exceeded = RateLimitState.ofCount(limit, many, Rows.instant(row, "oldest"), now);
                    return new Attempts(exceeded == null ? limit.quota() - many : 0, exceeded);
                });
    }

    /** The account's code that is out, or {@code null}. */
    Uni<@Nullable Open> open(SqlConnection tx, UUID accountId) {
        return tx.preparedQuery(
                        """
                        select id, phone, dial_code, attempts, code_mac from sms_code where account_id = $1 \
                        and expires_at > $2 and replaced_at is null and consumed_at is null \
                        order by created_at desc limit 1""")
                .execute(Tuple.of(accountId, time(clock.instant())))
                .map(rows -> Rows.first(
                        rows,
                        row -> new Open(
                                row.getUUID("id"),
                                row.getString("phone"),
                                row.getInteger("dial_code"),
                                row.getInteger("attempts"),
                                row.getBuffer("code_mac"))));
    }

    /** Counts an entry, before the code is looked at; {@code codeId} is {@code null} where no code is out. */
    Uni<Void> countAttempt(SqlConnection tx, UUID accountId, @Nullable UUID codeId) {
        return tx.preparedQuery("insert into sms_attempt (id, account_id, attempted_at) values ($1, $2, $3)")
                .execute(Tuple.of(ids.next(), accountId, time(clock.instant())))
                .flatMap(rows -> codeId == null
                        ? Uni.createFrom().voidItem()
                        : tx.preparedQuery("update sms_code set attempts = attempts + 1 where id = $1")
                                .execute(Tuple.of(codeId))
                                .replaceWithVoid());
    }

    /** Whether the entry is the code; the comparison's time does not tell where they differ. */
    boolean matches(Open open, String entry) {
        return keyring.ids()
                .map(id -> keyring.key(PURPOSE, id))
                .anyMatch(key -> key != null && Digests.same(open.mac().getBytes(), mac(key, open.id(), entry)));
    }

    /** Uses the code up; {@code false} if it was used, replaced or has expired meanwhile. */
    Uni<Boolean> consume(SqlConnection tx, UUID codeId) {
        return tx.preparedQuery(
                        """
                        update sms_code set consumed_at = $2 where id = $1 and consumed_at is null \
                        and replaced_at is null and expires_at > $2""")
                .execute(Tuple.of(codeId, time(clock.instant())))
                .map(rows -> rows.rowCount() == 1);
    }

    private static byte[] mac(byte[] key, UUID id, String code) {
        return Digests.hmac(
                key, id.toString().getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.UTF_8));
    }
}
