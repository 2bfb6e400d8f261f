package dev.gatehouse.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.sandbox.KycReview;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Sumsub's applicants, links and webhooks (https://docs.sumsub.com/reference): every request must be signed, and what
 * becomes of an applicant is said by {@link #review}.
 */
final class SumsubSimulator {

    static final String TOKEN = "sbx:sandbox";
    static final String KEY = "sandbox-secret-key";
    static final String WEBHOOK_SECRET = "sandbox-webhook-secret";
    static final String LEVEL = "id and selfie";

    private static final String APPLICANTS = "/resources/applicants";
    private static final String BY_USER = APPLICANTS + "/-;externalUserId=";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Map<String, String> applicants = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Clock clock;

    SumsubSimulator(Clock clock) {
        this.clock = clock;
    }

    void applicants(Exchange exchange) throws IOException {
        String body = exchange.body();
        if (!isSigned(exchange, body)) {
            refuse(exchange, 401, "app-token-signature mismatch", "Request signature mismatch");
        } else if (exchange.method().equals("POST") && exchange.path().equals(APPLICANTS)) {
            create(exchange, Exchange.JSON.readTree(body).path("externalUserId").asText());
        } else if (exchange.method().equals("GET") && exchange.path().matches("\\Q" + BY_USER + "\\E[^/]+/one")) {
            find(exchange, exchange.path().substring(BY_USER.length()).replace("/one", ""));
        } else {
            refuse(exchange, 404, "not-found", "There is no such thing");
        }
    }

    private void create(Exchange exchange, String user) throws IOException {
        String level = exchange.query().get("levelName");
        if (!LEVEL.equals(level)) {
            refuse(exchange, 404, "level-not-found", "Level '" + level + "' is not found");
        } else if (applicants.putIfAbsent(
                        user, UUID.randomUUID().toString().replace("-", "").substring(8))
                != null) {
            refuse(
                    exchange,
                    409,
                    "applicant-already-exists",
                    "Applicant with external user id '" + user + "' already exists");
        } else {
            exchange.answer(201, Map.of("id", Objects.requireNonNull(applicants.get(user)), "externalUserId", user));
        }
    }

    private void find(Exchange exchange, String user) throws IOException {
        String id = applicants.get(user);
        if (id == null) {
            refuse(exchange, 404, "not-found", "Applicant not found");
        } else {
            exchange.answer(200, Map.of("id", id, "externalUserId", user));
        }
    }

    void link(Exchange exchange) throws IOException {
        String body = exchange.body();
        JsonNode request = Exchange.JSON.readTree(body);
        String id = applicants.get(request.path("userId").asText());
        if (!isSigned(exchange, body)) {
            refuse(exchange, 401, "app-token-signature mismatch", "Request signature mismatch");
        } else if (id == null || !LEVEL.equals(request.path("levelName").asText())) {
            refuse(exchange, 404, "not-found", "Applicant or level not found");
        } else {
            exchange.answer(200, Map.of("url", "https://in.sumsub.example/websdk/p/" + id));
        }
    }

    /** Decides about an applicant and tells the service at once; answers with the status that the service gave. */
    void review(Exchange exchange) throws IOException {
        KycReview review = Exchange.JSON.readValue(exchange.body(), KycReview.class);
        String id = applicants.get(review.caseId().toString());
        if (id == null || review.webhook() == null) {
            exchange.answer(404, "text/plain", "no such applicant");
            return;
        }
        byte[] body = webhook(review, id);
        try {
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(review.webhook())
                            .timeout(Duration.ofSeconds(10))
                            .header("Content-Type", "application/json")
                            .header("X-Payload-Digest-Alg", "HMAC_SHA256_HEX")
                            .header("X-Payload-Digest", hmac(WEBHOOK_SECRET, body))
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            exchange.answer(answer.statusCode() == 204 ? 200 : 502, Map.of("status", answer.statusCode()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.answer(502, "text/plain", "interrupted");
        }
    }

    private byte[] webhook(KycReview review, String id) throws IOException {
        boolean pending = review.outcome() == KycReview.Outcome.PENDING;
        ObjectNode json = Exchange.JSON
                .createObjectNode()
                .put("type", pending ? "applicantPending" : "applicantReviewed")
                .put("applicantId", id)
                .put("externalUserId", review.caseId().toString())
                .put("correlationId", "req-" + UUID.randomUUID())
                .put("levelName", LEVEL)
                .put("sandboxMode", false)
                .put("reviewStatus", pending ? "pending" : "completed")
                .put("createdAtMs", TIME.format(clock.instant()));
        if (!pending) {
            ObjectNode result = json.putObject("reviewResult");
            boolean green = review.outcome() == KycReview.Outcome.GREEN;
            result.put("reviewAnswer", green ? "GREEN" : "RED");
            if (!green) {
                result.put("reviewRejectType", review.outcome().name());
                result.put("moderationComment", review.comment());
                result.put("clientComment", "For the provider's eyes only.");
            }
        }
        return Exchange.JSON.writeValueAsBytes(json);
    }

    private static boolean isSigned(Exchange exchange, String body) {
        String time = exchange.header("X-App-Access-Ts");
        String expected =
                hmac(KEY, (time + exchange.method() + exchange.uri() + body).getBytes(StandardCharsets.UTF_8));
        return TOKEN.equals(exchange.header("X-App-Token")) && expected.equals(exchange.header("X-App-Access-Sig"));
    }

    private static String hmac(String secret, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is missing from this Java", e);
        }
    }

    private static void refuse(Exchange exchange, int status, String name, @Nullable String text) throws IOException {
        exchange.answer(status, Map.of("code", status, "errorName", name, "description", String.valueOf(text)));
    }
}
