package dev.gatehouse.kyc;

import static io.restassured.RestAssured.given;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Clients who come under KYC as real ones do, and staff who look at them. */
@ApplicationScoped
public class KycClients {
    /** What staff's requests carry. */
    public static final String BOOTSTRAP = "gh_dev_staff_bootstrap_key_0123456789abcdef";

    private final Database database;

    KycClients(Database database) {
        this.database = database;
    }

    /** A client who may order. */
    public Pathway active() {
        return verified(Pathway.registered());
    }

    /** The same client with mailbox and phone proven. */
    public Pathway verified(Pathway client) {
        execute(
                "update account set email_verified_at = now(), phone_verified_at = now() where id = $1",
                Tuple.of(client.id()));
        return client;
    }

    /** A client who was doubtful at registration, and has proven mailbox and phone since. */
    public Pathway underKyc() {
        Pathway client = Pathway.fresh().from(anonymizer());
        client.register();
        return verified(client);
    }

    /** The same client after an order that is refused since its address is an anonymizer's by now. */
    public Pathway stopped(Pathway client) {
        client.from(anonymizer()).order().then().statusCode(403);
        return client.from(Identities.address());
    }

    /** An address that MaxMind knows as a VPN's. */
    public static String anonymizer() {
        String address = Identities.address();
        given().contentType(ContentType.JSON)
                .body(Map.of("ip", address, "riskScore", 1, "traits", Map.of("is_anonymous_vpn", true)))
                .post("/sandbox/minfraud")
                .then()
                .statusCode(204);
        return address;
    }

    /** An address that is a Tor exit's. */
    public static String torExit() {
        String address = Identities.address();
        given().contentType(ContentType.JSON)
                .body(Map.of("ip", address))
                .post("/sandbox/tor-exits")
                .then()
                .statusCode(204);
        return address;
    }

    /** Uploads documents of those types. */
    public void upload(Pathway client, String... types) {
        execute(
                """
                insert into kyc_document (id, case_id, type, media_type, size, wrapped_key, created_at, received_at)
                select gen_random_uuid(), c.id, t, 'image/jpeg', 10, '\\x00', now(), now()
                from kyc_case c, unnest($2::text[]) t
                where c.account_id = $1 and c.status in ('required', 'in_review')""",
                Tuple.of(client.id(), types));
    }

    /** Uploads all that is asked for. */
    public void uploadAll(Pathway client) {
        upload(client, "identity_document", "selfie", "proof_of_address");
    }

    /** Uploads all, and hands it in. */
    public Pathway inReview(Pathway client) {
        uploadAll(client);
        client.call().post("/kyc/submit").then().statusCode(202);
        return client;
    }

    /** The case that the client sees. */
    public UUID caseOf(Pathway client) {
        return UUID.fromString(client.call().get("/kyc").jsonPath().getString("caseId"));
    }

    /** Leads the client's open case to that provider, where it is known by that name. */
    public void lead(Pathway client, String provider, @Nullable String applicantId) {
        execute(
                "update kyc_case set provider = $2, applicant_id = $3 where account_id = $1",
                Tuple.of(client.id(), provider, applicantId));
    }

    /** Staff decide the client's case. */
    public Response decide(UUID caseId, String decision, @Nullable String clientMessage) {
        Map<String, Object> body = new HashMap<>();
        body.put("decision", decision);
        if (clientMessage != null) {
            body.put("clientMessage", clientMessage);
        }
        return staff().body(body).post("/staff/kyc/{id}/decision", caseId);
    }

    /** A request with every staff scope. */
    public static RequestSpecification staff() {
        return with(BOOTSTRAP);
    }

    /** A request with a key. */
    public static RequestSpecification with(String key) {
        return given().header("X-Api-Key", key).contentType(ContentType.JSON);
    }

    /** A key with one scope. */
    public static String key(String scope) {
        return staff().body(Map.of("name", "a key", "scopes", List.of(scope)))
                .post("/staff/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    /** The first column of what a statement about an account ({@code $1}) yields. */
    public List<String> texts(String sql, UUID account) {
        List<String> texts = new ArrayList<>();
        database.client()
                .preparedQuery(sql)
                .executeAndAwait(Tuple.of(account))
                .forEach(row -> texts.add(row.getString(0)));
        return texts;
    }

    /** The kinds of the KYC mails that were written for the account, oldest first. */
    public List<String> mails(Pathway client) {
        return texts("select kind from message where account_id = $1 and kind like 'kyc_%' order by id", client.id());
    }

    /** The acts on the account in the audit log, oldest first. */
    public List<String> acts(Pathway client) {
        return texts(
                "select action from audit_entry where subject = concat('account:', $1::uuid) order by seq",
                client.id());
    }

    /** Changes rows. */
    public int execute(String sql, Tuple parameters) {
        return database.client().preparedQuery(sql).executeAndAwait(parameters).rowCount();
    }
}
