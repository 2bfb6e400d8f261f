package dev.gatehouse.account;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The mail domains that many proven clients have. */
@ApplicationScoped
public class ClientDomains {
    /** So that nobody makes a domain trusted by registering there in a hurry. */
    private static final Duration STANDING = Duration.ofDays(30);

    /** Reads every account: for a job of every few hours, never for a request. */
    private static final String OF_MANY =
            """
            select split_part(email_key, '@', 2) as domain from account
            where email_verified_at is not null and phone_verified_at is not null
              and closed_at is null and suspended_at is null and kyc in ('not_required', 'approved')
              and created_at < $2
            group by 1 having count(*) >= $1
            """;

    private final Database database;

    ClientDomains(Database database) {
        this.database = database;
    }

    /**
     * Domains, in A-labels, with at least that many clients who have proven mailbox and phone, have been here for a month,
     * and are neither suspended nor under KYC.
     */
    public Uni<Set<String>> ofMany(int atLeast, Instant now) {
        return database.client()
                .preparedQuery(OF_MANY)
                .execute(Tuple.of(atLeast, Rows.time(now.minus(STANDING))))
                .map(rows -> Set.copyOf(Rows.all(rows, row -> row.getString("domain"))));
    }
}
