package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Packaged;
import dev.gatehouse.testing.Pathway;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package hashes passwords by the C library that it holds, and without it in Java, to the same end. */
class PasswordHashingIT {

    @Test
    void aNodeWithoutTheLibraryKnowsThePasswordsOfOneWithIt(@TempDir Path empty) {
        Map<String, String> settings = Packaged.sandbox();
        String email = Identities.email();
        try (Packaged fast = Packaged.start(settings).awaitReady()) {
            assertThat(hashing(fast)).as("before the first hash").isEqualTo("NaN");
            assertThat(register(fast, email)).isEqualTo(201);
            assertThat(signIn(fast, email, Pathway.PASSWORD)).isEqualTo(200);
            assertThat(hashing(fast)).isEqualTo("1.0");
            assertThat(said(fast, "WARN")).isEmpty();
            assertThat(said(fast, "INFO")).hasSize(1);
        }

        settings.put("gatehouse.passwords.libraries", empty.toString());
        try (Packaged slow = Packaged.start(settings).awaitReady()) {
            assertThat(signIn(slow, email, "wrong horse battery")).isEqualTo(401);
            assertThat(signIn(slow, email, Pathway.PASSWORD)).isEqualTo(200);
            assertThat(hashing(slow)).isEqualTo("0.0");
            assertThat(said(slow, "WARN")).hasSize(1).first().asString().contains("libargon2.so");
        }
    }

    private static String hashing(Packaged service) {
        return service.request()
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("gatehouse_passwords_native "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> said(Packaged service, String level) {
        return service.log().stream()
                .filter(line -> line.contains("passwords hashed=") && line.contains(level))
                .toList();
    }

    private static int register(Packaged service, String email) {
        return post(service, "/register", Pathway.of(email).registration()).statusCode();
    }

    private static int signIn(Packaged service, String email, String password) {
        return post(service, "/sessions", Map.of("email", email, "password", password))
                .statusCode();
    }

    private static Response post(Packaged service, String path, Map<String, Object> body) {
        return service.request().contentType(ContentType.JSON).body(body).post(path);
    }
}
