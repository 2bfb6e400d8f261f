package dev.gatehouse.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.Scopes;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** A reseller over HTTP: with keys of its own, and a server whose address is its own. */
public final class TestReseller {
    /** The key with every scope of staff and panel. */
    public static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";

    /** What {@link #register} states as the client's browser. */
    public static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64)";

    private final UUID id;
    private final String server = Identities.address();
    private final String key;

    private TestReseller(UUID id) {
        this.id = id;
        this.key = newKey(Scopes.OF_RESELLER_KEYS);
    }

    /** A reseller with a key that has all scopes, and without further networks. */
    public static TestReseller fresh() {
        return with(List.of());
    }

    /** A reseller with these networks. */
    public static TestReseller with(List<String> networks) {
        Response made = staff().body(Map.of("name", "reseller " + UUID.randomUUID(), "networks", networks))
                .post("/staff/resellers");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return new TestReseller(UUID.fromString(made.jsonPath().getString("id")));
    }

    /** A request of staff. */
    public static RequestSpecification staff() {
        return given().header("X-Api-Key", BOOTSTRAP).contentType(ContentType.JSON);
    }

    /** Its id. */
    public UUID id() {
        return id;
    }

    /** Its key with all scopes. */
    public String key() {
        return key;
    }

    /** Its server's address. */
    public String server() {
        return server;
    }

    /** Makes another key. */
    public JsonPath makeKey(Collection<String> scopes) {
        Response made = staff().body(Map.of("scopes", new TreeSet<>(scopes))).post("/staff/resellers/" + id + "/keys");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made.jsonPath();
    }

    /** The secret of another key. */
    public String newKey(Set<String> scopes) {
        return makeKey(scopes).getString("key");
    }

    /** A request from its server, with its key. */
    public RequestSpecification call() {
        return call(key);
    }

    /** A request from its server, with another key. */
    public RequestSpecification call(String otherKey) {
        return given().header("X-Api-Key", otherKey)
                .header("X-Forwarded-For", server)
                .contentType(ContentType.JSON);
    }

    /** A request about an account. */
    public RequestSpecification callFor(UUID account) {
        return call().header("Gatehouse-Account", account);
    }

    /** A request that states where its client is. */
    public RequestSpecification callFrom(String clientAddress) {
        return call().header("Gatehouse-Client-Ip", clientAddress).header("Gatehouse-Client-User-Agent", BROWSER);
    }

    /** Tries to register a client that is at that address. */
    public Response tryRegister(Pathway client, String clientAddress) {
        return callFrom(clientAddress).body(client.registration()).post("/register");
    }

    /** Registers a client that is at an address of its own, and gives its account's id. */
    public UUID register(Pathway client) {
        return register(client, Identities.address());
    }

    /** Registers a client that is at that address, and gives its account's id. */
    public UUID register(Pathway client, String clientAddress) {
        Response answer = tryRegister(client, clientAddress);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return UUID.fromString(answer.jsonPath().getString("account.id"));
    }

    /** Places an order for a client that is at that address. */
    public Response order(UUID account, String clientAddress) {
        return callFrom(clientAddress)
                .header("Gatehouse-Account", account)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("kind", "purchase", "product", "vps-s"))
                .post("/orders");
    }
}
