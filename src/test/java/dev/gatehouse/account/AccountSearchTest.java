package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.account.AccountSearch.Filter;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.web.ClientAddress;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the search says in SQL is what {@link Standing} says, and each filter has its index. */
@QuarkusTest
class AccountSearchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-11-01T12:00:00Z");

    private final Database database;

    @Inject
    AccountSearchTest(Database database) {
        this.database = database;
    }

    @Test
    void theStatusInSqlIsThatOfStanding() {
        List<String> compared = new ArrayList<>();
        for (KycState kyc : KycState.values()) {
            for (int facts = 0; facts < 32; facts++) {
                boolean email = (facts & 1) != 0;
                String phone = (facts & 2) != 0 ? "+4915112345678" : null;
                boolean proof = (facts & 4) != 0;
                boolean suspended = (facts & 8) != 0;
                boolean closed = (facts & 16) != 0;

                String status = Standing.of(TestAccounts.of(email, phone, proof, kyc, suspended, closed))
                        .status()
                        .wireName();

                assertThat(inSql(email, phone, proof, kyc, suspended, closed))
                        .as("%s %s %s %s %s %s", email, phone, proof, kyc, suspended, closed)
                        .isEqualTo(status);
                compared.add(status);
            }
        }
        assertThat(compared)
                .hasSize(160)
                .contains("closed", "suspended", "pending_verification", "kyc_required", "active");
    }

    private String inSql(
            boolean email, @Nullable String phone, boolean proof, KycState kyc, boolean suspended, boolean closed) {
        return database.client()
                .preparedQuery("select " + AccountSearch.STATUS
                        + " from (select $1::timestamptz as closed_at, $2::timestamptz as suspended_at,"
                        + " $3::timestamptz as email_verified_at, $4::text as phone,"
                        + " $5::timestamptz as phone_verified_at, $6::text as kyc) as account")
                .execute(Tuple.tuple(Arrays.asList(
                        closed ? TIME : null,
                        suspended ? TIME : null,
                        email ? TIME : null,
                        phone,
                        proof ? TIME : null,
                        kyc.wireName())))
                .map(rows -> rows.iterator().next().getString(0))
                .await()
                .atMost(PATIENCE);
    }

    static Stream<Arguments> filters() {
        ClientAddress address = ClientAddress.parse("93.184.216.34");
        return Stream.of(
                Arguments.of(Filter.NONE, "account_pkey"),
                Arguments.of(new Filter("ada@example.org", null, null, null, null), "account_by_email"),
                Arguments.of(new Filter(null, "+4915112345678", null, null, null), "account_by_phone"),
                Arguments.of(new Filter(null, null, address, null, null), "account_by_address"),
                Arguments.of(new Filter(null, null, null, "device-1", null), "account_by_device"),
                Arguments.of(new Filter(null, null, null, null, AccountStatus.SUSPENDED), "account_by_status"));
    }

    /** The tables of a test are small, so the planner is kept from what it does with small tables. */
    @ParameterizedTest
    @MethodSource("filters")
    void everyPageIsReadFromItsIndexInOrder(Filter filter, String index) {
        AccountSearch.Query query = AccountSearch.query(filter, new UUID(-1, -1), 51);

        String plan = database.inTransaction(tx -> tx.query(
                                "set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off")
                        .execute()
                        .flatMap(any ->
                                tx.preparedQuery("explain " + query.sql()).execute(query.parameters())))
                .map(rows -> {
                    StringBuilder text = new StringBuilder();
                    for (Row row : rows) {
                        text.append(row.getString(0)).append('\n');
                    }
                    return text.toString();
                })
                .await()
                .atMost(PATIENCE);

        assertThat(plan).contains(index + " on account").doesNotContain("Sort", "Seq Scan");
    }
}
