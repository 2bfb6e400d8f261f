package dev.gatehouse.account;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.link.Identifiers;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Existing clients in the table of accounts: many by one statement. */
@ApplicationScoped
public class ImportedAccounts {
    private static final String LINES =
            """
            jsonb_to_recordset($1::jsonb) as line (id uuid, external_id text, email text, email_key text, \
            email_verified boolean, phone text, phone_claimed boolean, full_name text, country text, locale text, \
            registered_at timestamptz, mark text)""";

    private static final String INSERT =
            """
            insert into account (id, external_id, email, email_key, email_verified_at, phone, phone_claimed_verified, \
            full_name, country, locale, created_at, imported_at, imported_as) \
            select id, external_id, email, email_key, case when email_verified then $2::timestamptz end, phone, \
            phone_claimed, full_name, country, locale, registered_at, $2::timestamptz, decode(mark, 'hex') from\s"""
                    + LINES;

    private static final String UPDATE =
            """
            update account a set email = line.email, email_key = line.email_key, \
            email_verified_at = case when not line.email_verified then null \
            when a.email_key = line.email_key then coalesce(a.email_verified_at, $2::timestamptz) \
            else $2::timestamptz end, \
            phone = line.phone, phone_claimed_verified = line.phone_claimed, full_name = line.full_name, \
            country = line.country, locale = line.locale, created_at = line.registered_at, \
            imported_as = decode(line.mark, 'hex') from\s"""
                    + LINES + " where a.id = line.id";

    private final Database database;
    private final Identifiers identifiers;
    private final ImportMark mark;
    private final Clock clock;

    ImportedAccounts(Database database, Identifiers identifiers, ImportMark mark, Clock clock) {
        this.database = database;
        this.identifiers = identifiers;
        this.mark = mark;
        this.clock = clock;
    }

    /**
     * An account that was imported before.
     *
     * @param taken whether the client, staff or a check has taken it up since, so that no file has a say in it any more:
     *     a password, a proven phone, a word about KYC, a suspension, or any other value than the last import wrote
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Known(Account account, boolean taken, byte[] mark) {
        @Override
        public String toString() {
            return account.toString();
        }
    }

    /** Those of the external ids that are accounts already, closed ones included, with their rows locked in one order. */
    public Uni<Map<String, Known>> lock(SqlConnection tx, Collection<String> externalIds) {
        return tx.preparedQuery("select " + Accounts.COLUMNS
                        + ", external_id, phone_claimed_verified, imported_as from account"
                        + " where external_id = any($1) order by id for update")
                .execute(Tuple.of(externalIds.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Known> known = new HashMap<>();
                    for (Row row : rows) {
                        known.put(row.getString("external_id"), known(row));
                    }
                    return known;
                });
    }

    private Known known(Row row) {
        Account account = Accounts.read(row);
        byte[] stored = row.getBuffer("imported_as").getBytes();
        boolean taken = account.passwordHash() != null
                || account.phoneVerifiedAt() != null
                || account.kyc() != KycState.NOT_REQUIRED
                || account.suspendedAt() != null
                || !mark.matches(stored, account, row.getBoolean("phone_claimed_verified"));
        return new Known(account, taken, stored);
    }

    /**
     * An imported client.
     *
     * @param phoneClaimedVerified what the file said of the phone; it proves nothing here
     */
    public record Origin(UUID accountId, Instant importedAt, boolean phoneClaimedVerified) {}

    /** The client of that external id, or {@code null}. */
    public Uni<@Nullable Origin> origin(String externalId) {
        return database.client()
                .preparedQuery("select id, imported_at, phone_claimed_verified from account where external_id = $1")
                .execute(Tuple.of(externalId))
                .map(rows -> Rows.first(
                        rows,
                        row -> new Origin(
                                row.getUUID("id"),
                                row.getOffsetDateTime("imported_at").toInstant(),
                                row.getBoolean("phone_claimed_verified"))));
    }

    /** Whether the line says what the last import wrote. */
    public boolean isUnchanged(Known known, ImportedAccount line) {
        return mark.matches(known.mark(), line);
    }

    /**
     * Which open accounts hold the addresses: one that has proven it, or an imported client's. One that merely waits for a
     * proof does not.
     */
    public Uni<Map<String, UUID>> holders(SqlConnection tx, Collection<String> emailKeys) {
        return tx.preparedQuery(
                        """
                        select email_key, id from account where email_key = any($1) and closed_at is null \
                        and (email_verified_at is not null or imported_at is not null) \
                        order by (email_verified_at is null), id""")
                .execute(Tuple.of(emailKeys.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, UUID> holders = new HashMap<>();
                    for (Row row : rows) {
                        holders.putIfAbsent(row.getString("email_key"), row.getUUID("id"));
                    }
                    return holders;
                });
    }

    /** Writes new accounts: without a password, the terms not accepted, the phone not proven. */
    public Uni<Void> insert(SqlConnection tx, List<ImportedAccount> lines) {
        return write(tx, INSERT, lines).flatMap(any -> proven(tx, lines));
    }

    /** Writes accounts anew that nobody has taken up; see {@link Known}. */
    public Uni<Void> update(SqlConnection tx, List<ImportedAccount> lines) {
        return write(tx, UPDATE, lines)
                .flatMap(any -> identifiers.mailboxesGivenUp(
                        tx, lines.stream().map(ImportedAccount::id).toList()))
                .flatMap(any -> proven(tx, lines));
    }

    private Uni<Void> write(SqlConnection tx, String sql, List<ImportedAccount> lines) {
        if (lines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        JsonArray rows = new JsonArray();
        lines.forEach(line -> rows.add(json(line)));
        return tx.preparedQuery(sql)
                .execute(Tuple.of(rows, time(clock.instant())))
                .replaceWithVoid();
    }

    private Uni<Void> proven(SqlConnection tx, List<ImportedAccount> lines) {
        List<ImportedAccount> proven =
                lines.stream().filter(ImportedAccount::emailVerified).toList();
        return identifiers.mailboxesProven(
                tx,
                proven.stream().map(ImportedAccount::id).toList(),
                proven.stream().map(line -> line.email().key()).toList());
    }

    private JsonObject json(ImportedAccount line) {
        return new JsonObject()
                .put("id", line.id().toString())
                .put("external_id", line.externalId())
                .put("email", line.email().typed())
                .put("email_key", line.email().key())
                .put("email_verified", line.emailVerified())
                .put("phone", line.phone())
                .put("phone_claimed", line.phoneClaimedVerified())
                .put("full_name", line.fullName())
                .put("country", line.country())
                .put("locale", line.locale())
                .put("registered_at", line.registeredAt().toString())
                .put("mark", HexFormat.of().formatHex(mark.of(line)));
    }
}
