package dev.gatehouse;

import static dev.gatehouse.testing.Refusals.expect;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever reason is not disclosed, the answer is the same byte for byte but for ids and times: status, header fields in
 * their order, body. A new reason is a row in one of the four tables.
 */
@QuarkusTest
class UndisclosedReasonsTest {
    private static final String VOIP = "+445612345678";
    private static final String PREMIUM = "+499001234567";
    private static final String TOLL_FREE = "+498001234567";
    private static final int ORDERS_AN_HOUR = 10;
    private static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";
    private static final Map<String, Object> RISKY = Map.of("riskScore", 55, "traits", Map.of());
    private static final Map<String, Object> REJECTED =
            Map.of("riskScore", 1, "traits", Map.of("disposition", "reject"));

    private final Facts facts;

    @Inject
    UndisclosedReasonsTest(Facts facts) {
        this.facts = facts;
    }

    /** Registrations that are refused. */
    private static Map<String, Supplier<Pathway>> refusedRegistrations() {
        Map<String, Supplier<Pathway>> rows = new LinkedHashMap<>();
        rows.put("a premium number", () -> Pathway.fresh().withPhone(PREMIUM));
        rows.put("a toll-free number", () -> Pathway.fresh().withPhone(TOLL_FREE));
        rows.put("a premium number and a disposable mailbox", () -> at("mailinator.com")
                .withPhone(PREMIUM));
        rows.put("a premium number and a dead domain", () -> at("dead.invalid").withPhone(PREMIUM));
        rows.put("staff deny the mailbox", () -> denied(Pathway.fresh()));
        rows.put("MaxMind rejects", () -> Pathway.fresh().from(rated(REJECTED)));
        return rows;
    }

    /** Registrations that go to KYC. */
    private static Map<String, Supplier<Pathway>> doubtfulRegistrations() {
        Map<String, Supplier<Pathway>> rows = new LinkedHashMap<>();
        rows.put("a number that anybody gets", () -> Pathway.fresh().withPhone(VOIP));
        rows.put("a mailbox that is perhaps disposable", () -> at("patrilomails.ru"));
        rows.put("one too many from an address", () -> {
            String address = Identities.address();
            for (int i = 0; i < 3; i++) {
                Pathway.fresh().from(address).register();
            }
            return Pathway.fresh().from(address);
        });
        rows.put("one too many with a device", () -> {
            String device = "device-" + UUID.randomUUID();
            for (int i = 0; i < 2; i++) {
                Pathway.fresh().withDevice(device).register();
            }
            return Pathway.fresh().withDevice(device);
        });
        rows.put("an address that MaxMind mistrusts", () -> Pathway.fresh().from(rated(RISKY)));
        rows.put("a Tor exit", () -> Pathway.fresh().from(torExit()));
        rows.put("another account's device and address", () -> Place.ofAnother().taken(Pathway.fresh()));
        return rows;
    }

    /** Orders that are refused until KYC is passed. */
    private Map<String, Supplier<Response>> refusedOrders() {
        Map<String, Supplier<Response>> rows = new LinkedHashMap<>();
        doubtfulRegistrations()
                .forEach((reason, client) -> rows.put(reason, () -> {
                    Pathway registered = client.get();
                    registered.register();
                    return verified(registered).order();
                }));
        rows.put("one order too many", () -> {
            Pathway client = verified(Pathway.registered());
            for (int i = 0; i < ORDERS_AN_HOUR; i++) {
                assertThat(client.order().statusCode()).isEqualTo(201);
            }
            return client.order();
        });
        rows.put(
                "an address that MaxMind mistrusts by now",
                () -> verified(Pathway.registered()).from(rated(RISKY)).order());
        rows.put(
                "a Tor exit by now",
                () -> verified(Pathway.registered()).from(torExit()).order());
        rows.put("another account's device and address by now", () -> {
            Place place = Place.ofAnother();
            return place.taken(verified(Pathway.registered())).order();
        });
        rows.put("staff asked for it", () -> {
            Pathway client = verified(Pathway.registered());
            facts.change("update account set kyc = 'required' where id = $1", client.id());
            return client.order();
        });
        return rows;
    }

    /** Orders that are refused outright. */
    private Map<String, Supplier<Response>> blockedOrders() {
        Map<String, Supplier<Response>> rows = new LinkedHashMap<>();
        rows.put("staff deny the mailbox", () -> denied(verified(Pathway.registered()))
                .order());
        rows.put(
                "MaxMind rejects",
                () -> verified(Pathway.registered()).from(rated(REJECTED)).order());
        rows.put("staff suspended the account", () -> {
            Pathway client = verified(Pathway.registered());
            facts.change("update account set suspended_at = now() where id = $1", client.id());
            return client.order();
        });
        return rows;
    }

    @Test
    void refusedRegistrationsLookTheSame() {
        Map<String, String> answers = new LinkedHashMap<>();
        refusedRegistrations().forEach((reason, client) -> {
            Pathway refused = client.get();
            Response response = refused.register(refused.registration());
            expect(response, 403, "registration-not-allowed");
            answers.put(reason, bytes(response, refused));
        });

        assertAllTheSame(answers, 6);
    }

    @Test
    void registrationsThatGoToKycLookTheSame() {
        Map<String, String> answers = new LinkedHashMap<>();
        doubtfulRegistrations().forEach((reason, client) -> {
            Pathway doubtful = client.get();
            Response response = doubtful.register(doubtful.registration());
            assertThat(response.statusCode()).as(reason).isEqualTo(201);
            assertThat(response.jsonPath().getString("account.kyc")).as(reason).isEqualTo("required");
            answers.put(reason, bytes(response, doubtful));
        });

        assertAllTheSame(answers, 7);
    }

    @Test
    void refusedOrdersLookTheSame() {
        Map<String, String> answers = new LinkedHashMap<>();
        refusedOrders().forEach((reason, order) -> {
            Response response = order.get();
            expect(response, 403, "kyc-required");
            answers.put(reason, bytes(response, null));
        });

        assertAllTheSame(answers, 12);
    }

    @Test
    void blockedOrdersLookTheSame() {
        Map<String, String> answers = new LinkedHashMap<>();
        blockedOrders().forEach((reason, order) -> {
            Response response = order.get();
            expect(response, 403, "account-suspended");
            answers.put(reason, bytes(response, null));
        });

        assertAllTheSame(answers, 3);
    }

    private Pathway verified(Pathway client) {
        facts.change(
                "update account set email_verified_at = now(), phone_verified_at = now() where id = $1", client.id());
        return client;
    }

    /** Where a client is told from others. */
    private record Place(String device, String address) {
        /** That of a client who has proven the mailbox. */
        static Place ofAnother() {
            Place place = new Place("device-" + UUID.randomUUID(), Identities.address());
            Pathway other = place.taken(Pathway.fresh());
            other.register();
            other.verifyEmail();
            return place;
        }

        Pathway taken(Pathway client) {
            return client.withDevice(device).from(address);
        }
    }

    /** An address that MaxMind says something about. */
    private static String rated(Map<String, Object> rating) {
        String address = Identities.address();
        Map<String, Object> body = new HashMap<>(rating);
        body.put("ip", address);
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/sandbox/minfraud")
                .then()
                .statusCode(204);
        return address;
    }

    private static String torExit() {
        String address = Identities.address();
        given().contentType(ContentType.JSON)
                .body(Map.of("ip", address))
                .post("/sandbox/tor-exits")
                .then()
                .statusCode(204);
        return address;
    }

    private static Pathway denied(Pathway client) {
        given().header("X-Api-Key", BOOTSTRAP)
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "email", "value", client.email(), "reason", "a test"))
                .post("/staff/lists/deny")
                .then()
                .statusCode(201);
        return client;
    }

    private static Pathway at(String domain) {
        return Pathway.of("client-" + UUID.randomUUID() + '@' + domain);
    }

    private static void assertAllTheSame(Map<String, String> answers, int reasons) {
        List<String> different = new ArrayList<>(answers.values());
        assertThat(different).hasSize(reasons);
        answers.forEach((reason, answer) -> assertThat(answer).as(reason).isEqualTo(different.get(0)));
    }

    /** The whole answer, with a word in the place of each id, time, token and of what the client itself said. */
    private static String bytes(Response response, @Nullable Pathway client) {
        String head = response.headers().asList().stream()
                .map(header -> header.getName() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
        String whole = response.statusLine() + '\n' + head + "\n\n" + response.asString();
        if (client != null) {
            whole = whole.replace(client.email(), "EMAIL").replace(client.phone(), "PHONE");
        }
        return whole.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("[A-Za-z]{3}, \\d\\d [A-Za-z]{3} \\d{4} [0-9:]{8} GMT", "TIME")
                .replaceAll("\"(accessToken|refreshToken)\":\"[^\"]+\"", "\"$1\":\"TOKEN\"")
                .replaceAll("(?i)content-length: \\d+", "content-length: LENGTH");
    }
}
