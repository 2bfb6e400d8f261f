package dev.gatehouse.staff;

import static dev.gatehouse.kyc.KycClients.key;
import static dev.gatehouse.kyc.KycClients.staff;
import static dev.gatehouse.kyc.KycClients.with;
import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.gatehouse.kyc.KycClients;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One bad list is reversible in one call. */
@QuarkusTest
class StaffKycUndoTest {
    private static final AtomicInteger HOURS = new AtomicInteger();

    /** An hour of the past that no other test has cases in. */
    private final Instant from = Instant.parse("2019-01-01T00:00:00Z").plus(Duration.ofHours(HOURS.incrementAndGet()));

    private final Instant to = from.plus(Duration.ofHours(1));

    @Inject
    KycClients clients;

    @Inject
    Facts facts;

    @Test
    void hundredsAreClearedAfterADryRun() {
        // given
        UUID many = UUID.randomUUID();
        insert(many, 300, "tor-exit", 0);
        insert(many, 7, "tor-exit,minfraud", 0);
        insert(many, 5, "minfraud", 0);
        insert(many, 3, "tor-exit,staff", 0);
        insert(many, 4, "tor-exit", -1);

        // when
        JsonPath looked = undo("tor-exit", true);

        // then
        assertThat(looked.getMap(""))
                .isEqualTo(Map.of("dryRun", true, "matched", 310, "cleared", 300, "kept", 10, "left", 0));
        assertThat(open(many)).isEqualTo(319);

        // when
        JsonPath done = undo("tor-exit", false);

        // then
        assertThat(done.getMap(""))
                .isEqualTo(Map.of("dryRun", false, "matched", 310, "cleared", 300, "kept", 10, "left", 0));
        assertThat(open(many)).isEqualTo(19);
        assertThat(count(
                        many,
                        "select count(*) from account a where company = $1::text and kyc = 'not_required'"
                                + " and kyc_passed_until is null"))
                .isEqualTo(300);
        assertThat(
                        count(
                                many,
                                "select count(*) from account a join kyc_case c on c.account_id = a.id where company = $1::text"
                                        + " and c.status = 'cleared' and c.decided_at is not null and exists (select 1 from"
                                        + " kyc_case_event e where e.case_id = c.id and e.event = 'clear' and e.note = 'a bad list')"))
                .isEqualTo(300);
        assertThat(count(
                        many,
                        "select count(*) from audit_entry e join account a on e.subject = 'account:' || a.id"
                                + " where a.company = $1::text and e.action = 'kyc.cleared'"))
                .isEqualTo(300);
        assertThat(count(
                        many,
                        "select count(*) from message m join account a on a.id = m.account_id"
                                + " where a.company = $1::text and m.kind = 'kyc_cleared'"))
                .as("proven mailboxes alone")
                .isEqualTo(30);

        // when again
        assertThat(undo("tor-exit", false).getMap(""))
                .isEqualTo(Map.of("dryRun", false, "matched", 10, "cleared", 0, "kept", 10, "left", 0));
    }

    @Test
    void theClientIsToldAndHasNoPass() {
        // given
        Pathway client = clients.active();
        clients.stopped(client);
        moveCase(client);

        // when
        assertThat(undo("minfraud", false).getInt("cleared")).isEqualTo(1);

        // then
        SandboxMessages.await(client.email(), message -> "You need not confirm your identity for Gatehouse any more"
                .equals(message.subject()));
        client.account().body("kyc", equalTo("not_required")).body("status", equalTo("active"));
        client.call().get("/kyc").then().body("status", equalTo("not_required")).body("caseId", nullValue());
        client.order().then().statusCode(201);
        expect(client.from(KycClients.anonymizer()).order(), 403, "kyc-required");
        assertThat(clients.acts(client)).containsExactly("kyc.cleared");
        assertThat(facts.count(
                        "select count(*) from audit_entry where action = 'kyc.undone' and $1::uuid is not null"
                                + " and subject = 'check:minfraud' and detail::jsonb ->> 'from' = '" + from + '\'',
                        client.id()))
                .isEqualTo(1);
    }

    @Test
    void whatStaffWantedAsWellStays() {
        Pathway client = clients.active();
        clients.stopped(client);
        moveCase(client);
        staff().body(Map.of("action", "require_kyc", "reason", "looks odd"))
                .post("/staff/accounts/{id}/actions", client.id())
                .then()
                .statusCode(200);

        JsonPath done = undo("minfraud", false);

        assertThat(done.getInt("kept")).isEqualTo(1);
        assertThat(done.getInt("cleared")).isZero();
        client.account().body("kyc", equalTo("required"));
    }

    @Test
    void whatIsHandedInIsClearedAndWhatIsDecidedIsNot() {
        Pathway handedIn = clients.active();
        clients.stopped(handedIn);
        clients.inReview(handedIn);
        moveCase(handedIn);
        Pathway rejected = clients.active();
        clients.stopped(rejected);
        clients.decide(clients.caseOf(rejected), "reject", null).then().statusCode(200);
        moveCase(rejected);

        assertThat(undo("minfraud", false).getMap(""))
                .isEqualTo(Map.of("dryRun", false, "matched", 1, "cleared", 1, "kept", 0, "left", 0));
        handedIn.account().body("kyc", equalTo("not_required"));
        rejected.account().body("kyc", equalTo("rejected"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
            check,  -,                    /check,  required
            check,  tor,                  /check,  unknown
            from,   -,                    /from,   required
            to,     -,                    /to,     required
            to,     2018-01-01T00:00:00Z, /to,     out-of-range
            from,   -200000-01-01T00:00:00Z, /from, out-of-range
            to,     +200000-01-01T00:00:00Z, /to,  out-of-range
            reason, -,                    /reason, required
            reason, ' ',                  /reason, required
            """)
    void aBodyThatIsNotGoodIsRefused(String field, @Nullable String value, String pointer, String code) {
        Map<String, @Nullable Object> body = body("tor-exit");
        body.put(field, value);

        invalid(staff().body(body).post("/staff/kyc/clear"), pointer, code);
    }

    @Test
    void onlyTheTwoWordsSayWhetherItIsADryRun() {
        for (String word : List.of("yes", "1", "", "TRUE")) {
            invalid(
                    staff().body(body("tor-exit")).queryParam("dryRun", word).post("/staff/kyc/clear"),
                    "dryRun",
                    "malformed");
        }
        invalid(staff().body(body("tor-exit")).post("/staff/kyc/clear?dryRun"), "dryRun", "malformed");
    }

    @Test
    void onlyWhoMayDecideOrIsAdminUndoes() {
        for (String scope : List.of("staff:read", "staff:kyc", "panel:accounts")) {
            expect(with(key(scope)).body(body("tor-exit")).post("/staff/kyc/clear?dryRun=true"), 403, "forbidden");
        }
        for (String scope : List.of("staff:decide", "staff:admin")) {
            with(key(scope))
                    .body(body("tor-exit"))
                    .post("/staff/kyc/clear?dryRun=true")
                    .then()
                    .statusCode(200);
        }
        expect(Pathway.registered().call().body(body("tor-exit")).post("/staff/kyc/clear"), 403, "forbidden");
    }

    private Map<String, @Nullable Object> body(String check) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("check", check);
        body.put("from", from.toString());
        body.put("to", to.toString());
        body.put("reason", "a bad list");
        return body;
    }

    private JsonPath undo(String check, boolean dryRun) {
        return staff().body(body(check))
                .post("/staff/kyc/clear" + (dryRun ? "?dryRun=true" : ""))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Moves the client's case into the hour of this test. */
    private void moveCase(Pathway client) {
        clients.execute(
                "update kyc_case set requested_at = $2 where account_id = $1",
                Tuple.of(client.id(), from.plusSeconds(60).atOffset(ZoneOffset.UTC)));
    }

    /** Accounts under KYC; every tenth mailbox is proven. */
    private void insert(UUID many, int count, String checks, int hours) {
        clients.execute(
                """
                with a as (
                    insert into account (id, email, email_key, email_verified_at, company, locale, kyc, created_at)
                    select gen_random_uuid(), e, e, case when n % 10 = 0 then now() end, $1, 'en', 'required', now()
                    from generate_series(1, $2) n, lateral (select $1 || '-' || $3 || '-' || $5::int || '-' || n
                                                           || '@example.org' as e) named
                    returning id)
                insert into kyc_case (id, account_id, status, provider, checks, opened_by, requested_at)
                select gen_random_uuid(), a.id, 'required', 'manual', string_to_array($3, ','), 'chain',
                       $4::timestamptz + interval '1 hour' * $5::int
                from a""",
                Tuple.of(many.toString(), count, checks, from.plusSeconds(1).atOffset(ZoneOffset.UTC), hours));
    }

    private long open(UUID many) {
        return count(
                many,
                "select count(*) from kyc_case c join account a on a.id = c.account_id where a.company = $1::text"
                        + " and c.status = 'required' and a.kyc = 'required'");
    }

    private long count(UUID many, String sql) {
        return facts.count(sql.replace("$1::text", "$1::uuid::text"), many);
    }
}
