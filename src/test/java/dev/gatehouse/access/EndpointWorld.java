package dev.gatehouse.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.TestReseller;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client with an order, registered by a reseller; another client; another reseller with a client; and keys for all. */
final class EndpointWorld {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private static final RestAssuredConfig AS_TEXT = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs("multipart/form-data", ContentType.TEXT)
                    .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT));

    private final Map<Set<String>, String> staffKeys = new HashMap<>();
    private final Map<Set<String>, String> resellerKeys = new HashMap<>();
    private final TestReseller reseller = TestReseller.fresh();
    private final TestReseller otherReseller = TestReseller.fresh();
    private final Pathway owner = Pathway.fresh();
    private final Pathway other = Pathway.active();
    private final UUID othersClient;
    private final Ids ids;

    /**
     * What is the owner's.
     *
     * @param account the account
     * @param phone its phone, which is verified
     * @param order one of its orders
     * @param reseller the reseller that registered it
     * @param ticket one of its tickets
     * @param endpoint the reseller's webhook endpoint
     */
    record Ids(UUID account, String phone, String order, UUID reseller, String ticket, String endpoint) {}

    EndpointWorld(Facts facts) {
        UUID account = reseller.register(owner);
        facts.change("update account set email_verified_at = now(), phone_verified_at = now() where id = $1", account);
        Response order = reseller.order(account, Identities.address());
        assertThat(order.statusCode()).as(order.asString()).isEqualTo(201);
        ids = new Ids(
                account,
                owner.phone(),
                order.jsonPath().getString("id"),
                reseller.id(),
                made(key(reseller.key(), account).body(Map.of("topic", "other", "message", "Mine.")), "/tickets"),
                made(
                        key(reseller.key(), account)
                                .body(Map.of(
                                        "url", "https://shop.example.com/hook", "events", List.of("kyc.required"))),
                        "/webhook-endpoints"));
        othersClient = otherReseller.register(Pathway.fresh());
    }

    private static String made(RequestSpecification request, String path) {
        Response made = request.contentType(ContentType.JSON).post(path);
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made.jsonPath().getString("id");
    }

    Ids ids() {
        return ids;
    }

    /** Sends what the row says, as the credential does. */
    Response send(EndpointRow row, Credential credential) {
        RequestSpecification request = as(credential, row).accept("*/*").header("Idempotency-Key", UUID.randomUUID());
        Function<Ids, Object> body = row.body();
        if (!row.method().equals("GET")) {
            request.config(AS_TEXT).contentType(row.mediaType());
        }
        if (body != null) {
            request.body(body.apply(ids));
        }
        return request.request(row.method(), path(row));
    }

    private String path(EndpointRow row) {
        Matcher parameters = PARAMETER.matcher(row.template());
        StringBuilder path = new StringBuilder();
        while (parameters.find()) {
            Object value = row.path()
                    .getOrDefault(parameters.group(1), any -> UUID.randomUUID())
                    .apply(ids);
            parameters.appendReplacement(path, value.toString());
        }
        return parameters.appendTail(path).toString();
    }

    private RequestSpecification as(Credential credential, EndpointRow row) {
        return switch (credential) {
            case NONE -> from();
            case WRONG_KEY -> key("gh_wrong", ids.account());
            case WRONG_TOKEN -> from().header("Authorization", "Bearer " + "x".repeat(40));
            case OWNER -> from().header("Authorization", "Bearer " + token(owner));
            case OTHER_CLIENT ->
                from().header("Authorization", "Bearer " + token(other)).header("Gatehouse-Account", ids.account());
            case OWN_RESELLER -> stating(key(reseller.key(), ids.account()));
            case OTHER_RESELLER -> stating(key(otherReseller.key(), ids.account()));
            case OWN_RESELLER_FOR_ANOTHER -> stating(key(reseller.key(), othersClient));
            case OWN_RESELLER_WITHOUT_SCOPE ->
                stating(key(
                        resellerKeys.computeIfAbsent(
                                row.roles().isEmpty()
                                        ? Set.of(Scopes.ACCOUNTS_READ)
                                        : row.without(Scopes.OF_RESELLER_KEYS),
                                reseller::newKey),
                        ids.account()));
            case PANEL_KEY -> key(staffKey(Credential.PANEL), ids.account());
            case PANEL_FOR_NOBODY -> key(staffKey(Credential.PANEL), UUID.randomUUID());
            case PANEL_WITHOUT_SCOPE ->
                key(
                        staffKey(row.roles().isEmpty() ? Set.of(Scopes.PANEL_ORDERS) : row.without(Credential.PANEL)),
                        ids.account());
            case STAFF_KEY -> key(staffKey(Credential.STAFF), ids.account());
            case STAFF_WITHOUT_SCOPE -> key(staffKey(row.without(Credential.STAFF)), ids.account());
        };
    }

    /** Signing out ends a session: each call has its own. */
    private static String token(Pathway client) {
        client.signIn(Pathway.PASSWORD);
        return client.accessToken();
    }

    private static RequestSpecification from() {
        return given().header("X-Forwarded-For", Identities.address());
    }

    private static RequestSpecification key(String key, UUID account) {
        return from().header("X-Api-Key", key).header("Gatehouse-Account", account);
    }

    private static RequestSpecification stating(RequestSpecification request) {
        return request.header("Gatehouse-Client-Ip", Identities.address())
                .header("Gatehouse-Client-User-Agent", TestReseller.BROWSER);
    }

    private String staffKey(Set<String> scopes) {
        return staffKeys.computeIfAbsent(scopes, wanted -> {
            Response made = TestReseller.staff()
                    .body(Map.of("name", "endpoint access", "scopes", new TreeSet<>(wanted)))
                    .post("/staff/keys");
            assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
            return made.jsonPath().getString("key");
        });
    }
}
