package dev.gatehouse.account;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.platform.web.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds accounts for staff. Each filter is an equality with an index of its own that ends in the id, so that a page is
 * read from it in order: as many rows as the page has, however many accounts there are. Without a filter a page walks
 * the primary key backwards. Several filters use the index of one and look at what it finds.
 */
@ApplicationScoped
public class AccountSearch {
    /** {@link Standing} in SQL, word for word that of the index {@code account_by_status}. */
    static final String STATUS =
            """
            case when closed_at is not null then 'closed' \
            when suspended_at is not null then 'suspended' \
            when email_verified_at is null or phone is null or phone_verified_at is null then 'pending_verification' \
            when kyc in ('required', 'in_review', 'rejected') then 'kyc_required' \
            else 'active' end""";

    private final Database database;

    AccountSearch(Database database) {
        this.database = database;
    }

    /**
     * What an account must be; what is {@code null} does not matter.
     *
     * @param emailKey see {@link EmailAddress#key()}
     * @param phone E.164
     * @param address from which it was registered
     * @param device with which it was registered
     */
    public record Filter(
            @Nullable String emailKey,
            @Nullable String phone,
            @Nullable ClientAddress address,
            @Nullable String device,
            @Nullable AccountStatus status) {
        /** Any account. */
        public static final Filter NONE = new Filter(null, null, null, null, null);

        @Override
        public String toString() {
            return "Filter[]";
        }
    }

    /** The newest accounts that match all of the filter: up to {@code limit}, older than {@code before} if it is given. */
    public Uni<List<Account>> newest(Filter filter, @Nullable UUID before, int limit) {
        Query query = query(filter, before, limit);
        return database.client()
                .preparedQuery(query.sql())
                .execute(query.parameters())
                .map(rows -> Rows.all(rows, Accounts::read));
    }

    /** A statement with its parameters. */
    record Query(String sql, Tuple parameters) {}

    static Query query(Filter filter, @Nullable UUID before, int limit) {
        List<String> conditions = new ArrayList<>();
        Tuple parameters = Tuple.tuple();
        add(conditions, parameters, "email_key = $", filter.emailKey());
        add(conditions, parameters, "phone = $", filter.phone());
        add(conditions, parameters, "registered_device = $", filter.device());
        add(
                conditions,
                parameters,
                STATUS + " = $",
                filter.status() == null ? null : filter.status().wireName());
        add(conditions, parameters, "id < $", before);
        if (filter.address() != null) {
            add(conditions, parameters, "registered_from = $", filter.address().text());
            conditions.set(conditions.size() - 1, conditions.get(conditions.size() - 1) + "::text::inet");
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        parameters.addInteger(limit);
        return new Query(
                "select " + Accounts.COLUMNS + " from account" + where + " order by id desc limit $"
                        + parameters.size(),
                parameters);
    }

    private static void add(List<String> conditions, Tuple parameters, String condition, @Nullable Object value) {
        if (value != null) {
            parameters.addValue(value);
            conditions.add(condition + parameters.size());
        }
    }
}
