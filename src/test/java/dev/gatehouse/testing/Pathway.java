package dev.gatehouse.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sandbox.Message;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One client on its way along the pathway, over HTTP alone, as the panel's page would lead it. E-mail address, phone and
 * client address are its own, so that limits of other tests do not meet it.
 */
public final class Pathway {
    /** What {@link #register()} sends as the password. */
    public static final String PASSWORD = "correct horse battery";

    private final String email;
    private final Set<String> seen = new HashSet<>();
    private String phone = Identities.phone();
    private String from = Identities.address();
    private @Nullable String device;
    private @Nullable String id;
    private @Nullable String accessToken;
    private @Nullable String refreshToken;

    private Pathway(String email) {
        this.email = email;
    }

    /** A client that has not registered yet. */
    public static Pathway fresh() {
        return new Pathway(Identities.email());
    }

    /** A client that is about to register with that address. */
    public static Pathway of(String email) {
        return new Pathway(email);
    }

    /** A client that has registered. */
    public static Pathway registered() {
        Pathway client = fresh();
        client.register();
        return client;
    }

    /** A client with a proven mailbox. */
    public static Pathway withEmail() {
        Pathway client = registered();
        client.verifyEmail();
        return client;
    }

    /** A client that has everything that an order needs. */
    public static Pathway active() {
        Pathway client = withEmail();
        client.verifyPhone();
        return client;
    }

    /** Takes that client address (X-Forwarded-For) from now on. */
    public Pathway from(String address) {
        from = address;
        return this;
    }

    /** Comes with that {@code Gatehouse-Device} from now on; without one until then. */
    public Pathway withDevice(String id) {
        device = id;
        return this;
    }

    /** Takes that number from now on. */
    public Pathway withPhone(String number) {
        phone = number;
        return this;
    }

    /** Its e-mail address. */
    public String email() {
        return email;
    }

    /** Its phone, in E.164. */
    public String phone() {
        return phone;
    }

    /** Its account's id. */
    public UUID id() {
        return UUID.fromString(Objects.requireNonNull(id, "not registered"));
    }

    /** Its access token. */
    public String accessToken() {
        return Objects.requireNonNull(accessToken, "not signed in");
    }

    /** Its refresh token. */
    public String refreshToken() {
        return Objects.requireNonNull(refreshToken, "not signed in");
    }

    /** A request from its address, without a credential. */
    public RequestSpecification anonymous() {
        RequestSpecification request = given().header("X-Forwarded-For", from).contentType(ContentType.JSON);
        return device == null ? request : request.header("Gatehouse-Device", device);
    }

    /** A request with its access token. */
    public RequestSpecification call() {
        return anonymous().header("Authorization", "Bearer " + accessToken());
    }

    /** The body of its registration, to be changed at will. */
    public Map<String, Object> registration() {
        Map<String, Object> body = new HashMap<>();
        body.put("email", email);
        body.put("password", PASSWORD);
        body.put("phone", phone);
        body.put("country", "DE");
        body.put("acceptTerms", true);
        return body;
    }

    /** Sends the registration and expects it to be accepted. */
    public ValidatableResponse register() {
        ValidatableResponse answer = register(registration()).then().statusCode(201);
        id = answer.extract().path("account.id");
        keep(answer, "session.");
        return answer;
    }

    /** Sends that registration, and keeps nothing of the answer. */
    public Response register(Map<String, Object> body) {
        return anonymous().body(body).post("/register");
    }

    /** Signs in and expects a session. */
    public ValidatableResponse signIn(String password) {
        ValidatableResponse answer = trySignIn(password).then().statusCode(200);
        id = answer.extract().path("account.id");
        keep(answer, "session.");
        return answer;
    }

    /** Tries to sign in. */
    public Response trySignIn(String password) {
        return anonymous().body(Map.of("email", email, "password", password)).post("/sessions");
    }

    /** Goes on with the refresh token and expects a new session. */
    public ValidatableResponse refresh() {
        ValidatableResponse answer = anonymous()
                .body(Map.of("refreshToken", refreshToken()))
                .post("/sessions/refresh")
                .then()
                .statusCode(200);
        keep(answer, "session.");
        return answer;
    }

    private void keep(ValidatableResponse answer, String prefix) {
        accessToken = answer.extract().path(prefix + "accessToken");
        refreshToken = answer.extract().path(prefix + "refreshToken");
    }

    /** Waits for a link in a mail that was not returned before, and gives its token. */
    public String awaitToken() {
        Message mail =
                SandboxMessages.await(email, message -> message.link() != null && !seen.contains(message.link()));
        String link = Objects.requireNonNull(mail.link());
        seen.add(link);
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    /** Takes the newest mail's token to the door. */
    public ValidatableResponse verifyEmail() {
        return verifyEmail(awaitToken()).then().statusCode(200);
    }

    /** Takes a token to the door, with its own bearer token. */
    public Response verifyEmail(String token) {
        return call().body(Map.of("token", token)).post("/verify/email");
    }

    /** Asks for a code. */
    public Response sendCode() {
        return call().post("/verify/sms/send");
    }

    /** Asks for a code, expects it to be sent, and reads it. */
    public String receiveCode() {
        sendCode().then().statusCode(202);
        return newestCode();
    }

    /** The code of the last SMS: what was sent came before the answer. */
    public String newestCode() {
        return SandboxMessages.awaitCode(phone);
    }

    /** Enters a code. */
    public Response enter(String code) {
        return call().body(Map.of("code", code)).post("/verify/sms");
    }

    /** Has a code sent and enters it. */
    public ValidatableResponse verifyPhone() {
        return enter(receiveCode()).then().statusCode(200);
    }

    /** Asks for another phone. */
    public Response changePhone(String number, @Nullable String password) {
        Map<String, Object> body = new HashMap<>();
        body.put("phone", number);
        if (password != null) {
            body.put("password", password);
        }
        return call().body(body).put("/account/phone");
    }

    /** Its account as the service shows it. */
    public ValidatableResponse account() {
        return call().get("/account").then().statusCode(200);
    }

    /** Places an order under a key of its own. */
    public Response order() {
        return order(UUID.randomUUID().toString());
    }

    /** Places an order under that key. */
    public Response order(String key) {
        return call().header("Idempotency-Key", key)
                .body(Map.of("kind", "purchase", "product", "vps-s"))
                .post("/orders");
    }

    /** Any six digits but these. */
    public static String wrong(String code) {
        assertThat(code).hasSize(6);
        return code.charAt(0) == '9' ? '0' + code.substring(1) : (char) (code.charAt(0) + 1) + code.substring(1);
    }
}
