package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Packaged;
import dev.gatehouse.testing.Pathway;
import dev.gatehouse.testing.SandboxMessages;
import dev.gatehouse.testing.TestReseller;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the package carries beside classes: a native executable holds no resource that nobody named. */
class BundledDataIT {
    private static final Map<String, String> SUBJECTS = Map.of(
            "en", "Please confirm",
            "de", "Bitte bestätigen Sie",
            "ru", "Подтвердите");
    private static final Map<String, String> CODES = Map.of("en", "is your", "de", "ist Ihr Code", "ru", "ваш код");

    @Test
    void dataTextsAndScriptsAreThere() {
        OwnDatabase database = OwnDatabase.create();
        Map<String, String> settings = database.settings();
        settings.put("gatehouse.trusted-proxies", "127.0.0.0/8");
        try (Packaged service = Packaged.start(settings).awaitReady()) {
            for (String language : SUBJECTS.keySet()) {
                texts(service, language);
            }
            String network = Identities.address();
            assertThat(checksOf(service, register(service, network, Map.of())))
                    .containsEntry("email-domain", "clear")
                    .containsEntry("minfraud", "clear")
                    .containsEntry("tor-exit", "clear")
                    .containsEntry("registration-velocity", "clear");

            assertThat(register(service, network, Map.of("email", "x@mailinator.com"))
                            .path("code")
                            .toString())
                    .as("the feed's snapshot")
                    .isEqualTo("email-provider-not-allowed");
            assertThat(register(service, network, Map.of("password", "0000000000d"))
                            .statusCode())
                    .as("the common passwords")
                    .isEqualTo(422);
            assertThat(register(service, network, Map.of("phone", "0151 12345678"))
                            .path("account.phone")
                            .toString())
                    .as("a number in its national form")
                    .isEqualTo("+4915112345678");
            assertThat(register(service, network, Map.of("phone", "+4980012345"))
                            .statusCode())
                    .as("a line of Freephone numbers")
                    .isEqualTo(403);
            for (int i = 0; i < 3; i++) {
                register(service, network, Map.of());
            }
            assertThat(register(service, network, Map.of()).path("account.kyc").toString())
                    .as("counted by a Lua script")
                    .isEqualTo("required");
            assertThat(service.complaints()).isEmpty();
        }
    }

    private static void texts(Packaged service, String language) {
        String email = Identities.email();
        String phone = Identities.phone();
        Response client =
                register(service, Identities.address(), Map.of("email", email, "phone", phone, "locale", language));
        String link = SandboxMessages.awaitLink(email);
        assertThat(SandboxMessages.to(email).get(0).subject()).contains(SUBJECTS.get(language));
        assertThat(from(service, Identities.address())
                        .header("Accept-Language", language)
                        .get(link.replaceFirst("https?://[^/]+", ""))
                        .asString())
                .contains("<html lang=\"" + language + "\">")
                .contains("<form");
        from(service, Identities.address())
                .header("Authorization", "Bearer " + client.path("session.accessToken"))
                .post("/verify/sms/send")
                .then()
                .statusCode(202);
        SandboxMessages.awaitCode(phone);
        assertThat(SandboxMessages.to(phone).get(0).text()).contains(CODES.get(language));
    }

    /** What each check came to at the registration. */
    private static Map<String, String> checksOf(Packaged service, Response registered) {
        String account = registered.path("account.id");
        String decision = staff(service).get("/staff/accounts/" + account).path("decisions[0].id");
        JsonPath trace = staff(service).get("/staff/decisions/" + decision).jsonPath();
        List<String> ids = trace.getList("checks.id");
        List<String> results = trace.getList("checks.result");
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            found.put(ids.get(i), results.get(i));
        }
        return found;
    }

    private static Response register(Packaged service, String address, Map<String, String> fields) {
        Map<String, Object> body = Pathway.fresh().registration();
        body.putAll(fields);
        Response answer = from(service, address).body(body).post("/register");
        assertThat(Set.of(201, 403, 422)).as(answer.asString()).contains(answer.statusCode());
        return answer;
    }

    private static RequestSpecification from(Packaged service, String address) {
        return service.request().header("X-Forwarded-For", address).contentType(ContentType.JSON);
    }

    private static RequestSpecification staff(Packaged service) {
        return from(service, Identities.address()).header("X-Api-Key", TestReseller.BOOTSTRAP);
    }
}
