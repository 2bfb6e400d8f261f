package dev.gatehouse.imports;

import static dev.gatehouse.imports.ExistingClients.arrive;
import static dev.gatehouse.imports.ExistingClients.counts;
import static dev.gatehouse.imports.ExistingClients.errors;
import static dev.gatehouse.imports.ExistingClients.id;
import static dev.gatehouse.imports.ExistingClients.line;
import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.gatehouse.kyc.KycClients;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Existing clients come in over HTTP. */
@QuarkusTest
class ImportTest {
    private static final byte[] NOTHING = {'{', '}'};

    @Inject
    Facts facts;

    @Inject
    Database database;

    @Inject
    ClientImports imports;

    @Inject
    MovableClock clock;

    private ExistingClients staff;

    @BeforeEach
    void begin() {
        facts.forgetSmsTally();
        staff = ExistingClients.staff("staff:admin", "staff:read", "staff:decide");
    }

    @Test
    void goodLinesComeInAndBadOnesAreReported() {
        String first = id();
        String email = Identities.email();
        String file = line(first, email, Map.of("fullName", "Anna Muster", "country", "DE", "emailVerified", true))
                + "\n"
                + "{broken\n"
                + line(first, Identities.email(), Map.of())
                + line(id(), email, Map.of())
                + line(id(), "no address", Map.of("country", "DE"))
                + "x".repeat(20_000) + "\n"
                + "  \r\n"
                + line(id(), Identities.email(), Map.of("phone", Identities.phone()))
                        .strip();

        JsonPath report = staff.importing(file);

        assertThat(counts(report)).isEqualTo("2 0 5");
        assertThat(report.getString("status")).isEqualTo("done");
        assertThat(report.getBoolean("dryRun")).isFalse();
        assertThat(errors(report))
                .containsExactly(
                        "3 malformed-request",
                        "4 duplicate-external-id",
                        "5 email-taken",
                        "6 not-an-email",
                        "7 line-too-long");
        assertThat(report.getString("errors[1].externalId")).isEqualTo(first);
        assertThat(report.getMap("errors[0]")).doesNotContainKey("externalId");
        UUID account = account(first);
        assertThat(is(account, "password_hash is null and terms_accepted_at is null and phone is null"))
                .isTrue();
        assertThat(is(account, "email_verified_at is not null and imported_at is not null and locale = 'de'"))
                .isTrue();
        assertThat(is(account, "created_at = '2019-04-01T08:00:00Z'")).isTrue();
        assertThat(audit(report.getString("id"))).containsExactly("import.started", "import.done");
    }

    @Test
    void theSameFileAgainChangesNothing() {
        String file = IntStream.range(0, 5)
                .mapToObj(i -> line(id(), Identities.email(), Map.of("phone", Identities.phone())))
                .collect(Collectors.joining());

        assertThat(counts(staff.importing(file))).isEqualTo("5 0 0");
        assertThat(counts(staff.importing(file))).isEqualTo("0 5 0");
    }

    @Test
    void aDryRunCountsTheSameAndChangesNoAccount() {
        String known = id();
        staff.importing(line(known, Identities.email(), Map.of("fullName", "Before")));
        String taken = Pathway.withEmail().email();
        String email = Identities.email();
        String fresh = id();
        StringBuilder file = new StringBuilder()
                .append(line(known, Identities.email(), Map.of("fullName", "After")))
                .append(line(fresh, email, Map.of()))
                .append(line(id(), taken, Map.of()));
        IntStream.range(0, ImportRun.BATCH)
                .forEach(i -> file.append(line(fresh + "-" + i, Identities.email(), Map.of())));
        file.append(line(fresh, Identities.email(), Map.of())).append(line(id(), email, Map.of()));

        JsonPath tried = staff.trying(file.toString());

        assertThat(tried.getBoolean("dryRun")).isTrue();
        assertThat(counts(tried)).isEqualTo("501 1 3");
        assertThat(errors(tried)).containsExactly("3 email-taken", "504 duplicate-external-id", "505 email-taken");
        assertThat(is(account(known), "full_name = 'Before'")).isTrue();
        assertThat(number("select count(*) from account where external_id like $1", fresh + "%"))
                .isZero();

        JsonPath done = staff.importing(file.toString());
        assertThat(counts(done)).isEqualTo(counts(tried));
        assertThat(errors(done)).isEqualTo(errors(tried));
        assertThat(is(account(known), "full_name = 'After'")).isTrue();
        assertThat(number(
                        "select count(*) from client_import_seen where import_id = $1::text::uuid",
                        done.getString("id")))
                .isZero();
    }

    @Test
    void theFileRulesUntilTheClientArrives() {
        String known = id();
        String phone = Identities.phone();
        Pathway client = Pathway.fresh();
        staff.importing(line(known, Identities.email(), Map.of("fullName", "Typo", "emailVerified", true)));
        UUID account = account(known);

        staff.importing(line(known, client.email(), Map.of("phone", phone, "phoneVerified", true)));
        assertThat(account(known)).isEqualTo(account);
        assertThat(is(account, "full_name is null and email_verified_at is null and phone_verified_at is null"))
                .isTrue();
        staff.call()
                .queryParam("externalId", known)
                .get("/staff/imports/clients")
                .then()
                .statusCode(200)
                .body("accountId", equalTo(account.toString()))
                .body("phoneClaimedVerified", equalTo(true));
        assertThat(is(account, "phone_claimed_verified and phone = '" + phone + "'"))
                .isTrue();

        arrive(client);
        JsonPath later = staff.importing(
                line(known, Identities.email(), Map.of("fullName", "Overwritten", "phone", Identities.phone())));
        assertThat(counts(later)).isEqualTo("0 1 0");
        assertThat(is(account, "email = '" + client.email() + "' and email_verified_at is not null"))
                .isTrue();
        assertThat(is(account, "phone = '" + phone + "' and full_name is null")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "phone = '+4915100000001'",
        "full_name = 'By staff'",
        "suspended_at = now()",
        "kyc = 'required'",
        "email_verified_at = now()",
        "phone_verified_at = now()"
    })
    void whatWasChangedHereSinceIsNotOverwritten(String change) {
        String known = id();
        String email = Identities.email();
        staff.importing(line(known, email, Map.of("phone", Identities.phone())));
        UUID account = account(known);
        facts.change("update account set " + change + " where id = $1", account);

        JsonPath report = staff.importing(line(known, Identities.email(), Map.of("fullName", "By the file")));

        assertThat(counts(report)).isEqualTo("0 1 0");
        assertThat(is(account, "email = '" + email + "' and full_name is distinct from 'By the file'"))
                .isTrue();
    }

    @Test
    void aClosedAccountStaysClosed() {
        String known = id();
        String email = Identities.email();
        staff.importing(line(known, email, Map.of()));
        facts.change("update account set closed_at = now() where id = $1", account(known));

        JsonPath report = staff.importing(line(known, email, Map.of("fullName", "Back")));

        assertThat(errors(report)).containsExactly("1 account-closed");
        assertThat(is(account(known), "closed_at is not null and full_name is null"))
                .isTrue();
    }

    @Test
    void whoWasErasedIsNotBroughtBackByTheNextFile() {
        String known = id();
        String email = Identities.email();
        String file = line(known, email, Map.of("fullName", "Anna", "emailVerified", true));
        staff.importing(file);
        erase(account(known));

        JsonPath report = staff.importing(file);

        assertThat(errors(report)).containsExactly("1 account-closed");
        assertThat(is(
                        account(known),
                        "closed_at is not null and full_name is null and email like 'erased-%' and imported_as = ''"))
                .isTrue();
        assertThat(facts.count("select count(*) from account_identifier where account_id = $1", account(known)))
                .isZero();
    }

    @Test
    void whatAnErasedImportedClientSharedWithAnotherOneStaysInShadow() {
        Pathway first = Pathway.fresh();
        Pathway second = Pathway.fresh().withPhone(first.phone());
        staff.importing(line(id(), first.email(), Map.of("phone", first.phone(), "emailVerified", true))
                + line(id(), second.email(), Map.of("phone", first.phone(), "emailVerified", true)));
        arrive(first).verifyPhone();
        facts.change("update account set kyc = 'rejected' where id = $1", first.id());
        erase(first.id());
        clock.advance(Duration.ofMinutes(2));

        arrive(second).verifyPhone().body("kyc", equalTo("not_required"));

        // Who was not a client before comes under KYC all the same.
        Pathway third = Pathway.fresh().withPhone(first.phone());
        third.register();
        third.verifyEmail();
        facts.change("delete from account_identifier where account_id = $1", second.id());
        clock.advance(Duration.ofMinutes(2));
        third.verifyPhone().body("kyc", equalTo("required"));
    }

    private void erase(UUID account) {
        KycClients.staff()
                .body(Map.of("action", "erase", "reason", "asked for it"))
                .post("/staff/accounts/{id}/actions", account)
                .then()
                .statusCode(200);
    }

    @Test
    void anAddressThatWaitsForItsProofIsNobodysYet() {
        Pathway stranger = Pathway.registered();
        String known = id();
        assertThat(counts(staff.importing(line(known, stranger.email(), Map.of()))))
                .isEqualTo("1 0 0");

        // The mailbox's owner gets the imported account, though the stranger's is newer.
        Pathway owner = Pathway.of(stranger.email());
        owner.awaitToken();
        arrive(owner);

        assertThat(owner.id()).isEqualTo(account(known));
        expect(stranger.call().get("/account"), 401, "unauthenticated");
    }

    @Test
    void anImportedClientSetsAPasswordAndProvesThePhoneBeforeOrdering() {
        Pathway client = Pathway.fresh();
        staff.importing(line(
                id(),
                client.email(),
                Map.of("phone", client.phone(), "country", "DE", "emailVerified", true, "phoneVerified", true)));
        expect(client.trySignIn(Pathway.PASSWORD), 401, "credentials-invalid");

        arrive(client).account().body("emailVerified", equalTo(true)).body("phoneVerified", equalTo(false));
        expect(client.order(), 403, "verification-required").body("nextSteps", contains("verify_sms"));
        client.verifyPhone().body("status", equalTo("active"));
        client.order().then().statusCode(201);
    }

    @Test
    void withAnUnprovenMailboxAndNoPhoneTheWayIsLonger() {
        Pathway client = Pathway.fresh();
        staff.importing(line(id(), client.email(), Map.of()));

        arrive(client).account().body("emailVerified", equalTo(true)).body("phone", nullValue());
        expect(client.order(), 403, "verification-required").body("nextSteps", contains("add_phone"));
        client.changePhone(client.phone(), null).then().statusCode(200);
        client.verifyPhone().body("status", equalTo("active"));
        client.order().then().statusCode(201);
    }

    @Test
    void whatImportedClientsShareIsKnownAndLeadsNobodyToKyc() {
        Pathway first = Pathway.fresh();
        Pathway second = Pathway.fresh().withPhone(first.phone());
        staff.importing(line(id(), first.email(), Map.of("phone", first.phone(), "emailVerified", true))
                + line(id(), second.email(), Map.of("phone", first.phone(), "emailVerified", true)));
        arrive(first).verifyPhone().body("kyc", equalTo("not_required"));
        clock.advance(Duration.ofMinutes(2));

        arrive(second).verifyPhone().body("kyc", equalTo("not_required")).body("status", equalTo("active"));
        second.order().then().statusCode(201);

        JsonPath seen = staff.call()
                .get("/staff/accounts/{id}", second.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(seen.getList("links.accountId")).contains(first.id().toString());
        String decision = seen.getString("decisions.find { it.phase == 'phone_verified' }.id");
        JsonPath trace = staff.call().get("/staff/decisions/{id}", decision).jsonPath();
        String check = "checks.find { it.id == 'multiple-accounts' }.";
        assertThat(trace.getString(check + "result")).isEqualTo("clear");
        assertThat(trace.getInt(check + "evidence.weight")).isZero();
        assertThat(trace.getInt(check + "evidence.shadowWeight")).isEqualTo(100);

        // Who registers anew with the phone of an imported client goes to KYC all the same.
        Pathway third = Pathway.fresh().withPhone(first.phone());
        third.register();
        third.verifyEmail();
        clock.advance(Duration.ofMinutes(2));
        third.verifyPhone().body("kyc", equalTo("required"));
    }

    @Test
    void aMailboxThatTheFileProvesCountsForLinksAndAnUnprovenOneDoesNot() {
        String proven = id();
        String unproven = id();
        staff.importing(line(proven, Identities.email(), Map.of("emailVerified", true, "phone", Identities.phone()))
                + line(unproven, Identities.email(), Map.of("phone", Identities.phone(), "phoneVerified", true)));

        assertThat(facts.count("select count(*) from account_identifier where account_id = $1", account(proven)))
                .isEqualTo(1);
        assertThat(facts.count("select count(*) from account_identifier where account_id = $1", account(unproven)))
                .isZero();
    }

    @Test
    void fiveThousandLines() {
        String prefix = id();
        String filler = "n".repeat(150);
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            file.append(
                    i % 4 == 3
                            ? "{\"externalId\":\"" + prefix + "\"}\n"
                            : line(prefix + "-" + i, prefix + "." + i + "@example.org", Map.of("fullName", filler)));
        }
        assertThat(file.length()).as("above the limit of other routes").isGreaterThan(1024 * 1024);

        JsonPath report = staff.importing(file.toString());

        assertThat(counts(report)).isEqualTo("3750 0 1250");
        assertThat(report.getList("errors")).as("the first ones").hasSize(ImportStore.MOST_ERRORS);
        assertThat(number("select count(*) from account where external_id like $1", prefix + "-%"))
                .isEqualTo(3750);
    }

    @Test
    void twoAtOnceOfTheSameFile() {
        String prefix = id();
        List<String> lines = IntStream.range(0, 1200)
                .mapToObj(i -> line(
                        prefix + "-" + i,
                        prefix + "." + i + "@example.org",
                        Map.of("emailVerified", true, "phone", "+491511" + (2_000_000 + i))))
                .collect(Collectors.toList());
        String forwards = String.join("", lines);
        java.util.Collections.reverse(lines);
        String backwards = String.join("", lines);
        var files = new java.util.concurrent.ConcurrentLinkedQueue<>(List.of(forwards, backwards));

        List<JsonPath> reports =
                Parallel.times(2, () -> staff.importing(java.util.Objects.requireNonNull(files.poll())));

        assertThat(reports).hasSize(2).allSatisfy(report -> {
            assertThat(report.getInt("total")).isEqualTo(1200);
            assertThat(report.getInt("rejected")).isZero();
        });
        assertThat(reports.get(0).getInt("imported") + reports.get(1).getInt("imported"))
                .isEqualTo(1200);
        assertThat(number("select count(*) from account where external_id like $1", prefix + "-%"))
                .isEqualTo(1200);
    }

    @Test
    void anImportWhoseNodeIsGoneIsGivenUp() {
        UUID lost = UUID.randomUUID();
        UUID alive = UUID.randomUUID();
        for (UUID one : List.of(lost, alive)) {
            database.client()
                    .preparedQuery(
                            "insert into client_import (id, actor, dry_run, status, started_at, beat_at) values ($1, 'key:x', false, 'running', now(), $2)")
                    .executeAndAwait(Tuple.of(
                            one,
                            clock.instant()
                                    .minus(one.equals(lost) ? Duration.ofMinutes(6) : Duration.ofMinutes(4))
                                    .atOffset(java.time.ZoneOffset.UTC)));
        }

        imports.giveUpSilent().await().atMost(Duration.ofSeconds(10));

        assertThat(staff.report(lost.toString()).getString("status")).isEqualTo("failed");
        assertThat(staff.report(lost.toString()).getString("failure")).isEqualTo("node-lost");
        assertThat(staff.report(alive.toString()).getString("status")).isEqualTo("running");
        assertThat(audit(lost.toString())).containsExactly("import.failed");
        facts.change("delete from client_import where id = $1", alive);
    }

    @Test
    void whatIsNotAFileOfClientsIsRefused() {
        expect(staff.call().contentType("text/plain").body("x").post("/staff/imports"), 415, "unsupported-media-type");
        expect(
                staff.call().contentType("application/json").body("{}").post("/staff/imports"),
                415,
                "unsupported-media-type");
        Response unclear = staff.call()
                .contentType("application/x-ndjson")
                .queryParam("dryRun", "maybe")
                .body(NOTHING)
                .post("/staff/imports");
        invalid(unclear, "dryRun", "unknown");
        expect(staff.call().get("/staff/imports/{id}", UUID.randomUUID()), 404, "not-found");
        expect(staff.call().queryParam("externalId", id()).get("/staff/imports/clients"), 404, "not-found");
        invalid(staff.call().get("/staff/imports/clients"), "externalId", "required");
        assertThat(staff.newest()).isNull();
    }

    @Test
    void anEmptyFileIsAnImportOfNobody() {
        assertThat(counts(staff.importing(""))).isEqualTo("0 0 0");
        assertThat(counts(staff.importing("\n\r\n"))).isEqualTo("0 0 0");
    }

    @Test
    void onlyAdministratorsImport() {
        ExistingClients reader = ExistingClients.staff("staff:read", "staff:decide", "staff:kyc");
        expect(reader.send(line(id(), Identities.email(), Map.of()), false), 403, "forbidden");
        expect(reader.call().get("/staff/imports"), 403, "forbidden");
        expect(reader.call().get("/staff/imports/{id}", UUID.randomUUID()), 403, "forbidden");
        expect(
                given().contentType("application/x-ndjson").body(NOTHING).post("/staff/imports"),
                401,
                "unauthenticated");
    }

    private UUID account(String externalId) {
        return database.client()
                .preparedQuery("select id from account where external_id = $1")
                .executeAndAwait(Tuple.of(externalId))
                .iterator()
                .next()
                .getUUID("id");
    }

    private boolean is(UUID account, String condition) {
        return facts.count("select count(*) from account where id = $1 and " + condition, account) == 1;
    }

    private long number(String sql, String parameter) {
        return database.client()
                .preparedQuery(sql)
                .executeAndAwait(Tuple.of(parameter))
                .iterator()
                .next()
                .getLong(0);
    }

    private List<String> audit(String importId) {
        return database
                .client()
                .preparedQuery("select action from audit_entry where subject = $1 order by seq")
                .mapping(row -> row.getString("action"))
                .executeAndAwait(Tuple.of("import:" + importId))
                .stream()
                .toList();
    }
}
