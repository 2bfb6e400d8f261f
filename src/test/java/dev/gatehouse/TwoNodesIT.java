package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Packaged;
import dev.gatehouse.testing.Pathway;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Two nodes on one database: what is changed on one is in force on the other within seconds, and after a restart. */
class TwoNodesIT {
    private static final String STAFF_KEY = "gh_dev_staff_bootstrap_key_0123456789abcdef";
    private static final Duration SECONDS = Duration.ofSeconds(20);
    /** A line of Freephone numbers, which {@code phone-line} blocks. */
    private static final String FREEPHONE = "+4980012345";

    @Test
    void whatIsChangedOnOneIsInForceOnTheOther() throws IOException {
        List<String> listed = new ArrayList<>(List.of("first.example-list.com"));
        AtomicInteger asked = new AtomicInteger();
        HttpServer source = source(listed, asked);
        OwnDatabase database = OwnDatabase.create();
        Map<String, String> settings = database.settings();
        settings.put("gatehouse.trusted-proxies", "127.0.0.0/8");
        settings.put(
                "gatehouse.disposable.sources",
                "collector|http://127.0.0.1:" + source.getAddress().getPort() + "/list");
        try (Packaged one = Packaged.start(settings).awaitReady()) {
            try (Packaged two = Packaged.start(settings).awaitReady()) {
                aPolicy(one, two);
                aFeed(one, two, listed);
            }
            int before = asked.get();
            try (Packaged again = Packaged.start(settings).awaitReady()) {
                await("a node that starts has the stored list")
                        .atMost(SECONDS)
                        .until(() -> register(again, "anna@second.example-list.com", Identities.phone())
                                        .statusCode()
                                == 422);
                assertThat(asked).as("without asking the source").hasValue(before);
            }
        } finally {
            source.stop(0);
        }
    }

    private static void aPolicy(Packaged one, Packaged two) {
        assertThat(register(two, Identities.email(), FREEPHONE).statusCode()).isEqualTo(403);

        Response changed = staff(one).body(Map.of("mode", "shadow")).put("/staff/checks/phone-line");

        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        assertThat(register(one, Identities.email(), FREEPHONE).statusCode()).isEqualTo(201);
        await("the policy on the other node")
                .atMost(SECONDS)
                .until(() -> register(two, Identities.email(), FREEPHONE).statusCode() == 201);
        int version = changed.jsonPath().getInt("policyVersion");
        assertThat(staff(two).get("/staff/checks").jsonPath().getInt("policyVersion"))
                .isEqualTo(version);
    }

    private static void aFeed(Packaged one, Packaged two, List<String> listed) {
        assertThat(register(two, "anna@second.example-list.com", Identities.phone())
                        .statusCode())
                .isNotEqualTo(422);
        listed.add("second.example-list.com");

        Response refreshed = staff(one).post("/staff/feeds/disposable-domains/refresh");

        assertThat(refreshed.statusCode()).as(refreshed.asString()).isEqualTo(200);
        assertThat(register(one, "berta@second.example-list.com", Identities.phone())
                        .jsonPath()
                        .getString("code"))
                .isEqualTo("email-provider-not-allowed");
        await("the list on the other node").atMost(SECONDS).until(() -> "email-provider-not-allowed"
                .equals(register(two, "carla@second.example-list.com", Identities.phone())
                        .jsonPath()
                        .getString("code")));
        assertThat(version(two)).isEqualTo(version(one));
    }

    private static int version(Packaged node) {
        return staff(node)
                .get("/staff/feeds")
                .jsonPath()
                .getInt("items.find { it.id == 'disposable-domains' }.version");
    }

    private static Response register(Packaged node, String email, String phone) {
        return node.request()
                .header("X-Forwarded-For", Identities.address())
                .contentType(ContentType.JSON)
                .body(Pathway.of(email).withPhone(phone).registration())
                .post("/register");
    }

    private static RequestSpecification staff(Packaged node) {
        return node.request().header("X-Api-Key", STAFF_KEY).contentType(ContentType.JSON);
    }

    private static HttpServer source(List<String> listed, AtomicInteger asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/list", exchange -> {
            asked.incrementAndGet();
            byte[] body = String.join("\n", listed).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
