package dev.gatehouse.sandbox.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.sandbox.RiskRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * MaxMind's minFraud Score, Insights and Factors, and its taker of reports: everybody is harmless, but for those about whom a rule says otherwise
 * (https://dev.maxmind.com/minfraud/api-documentation/responses/). A rule about the address goes before one about the
 * mail address.
 */
final class MinFraudSimulator {

    static final String ACCOUNT = "1";
    static final String KEY = "sandbox";

    private static final String REPORT = "transactions/report";
    private static final Set<String> TAGS = Set.of("chargeback", "not_fraud", "spam_or_abuse", "suspected_fraud");
    private static final RiskRule HARMLESS = new RiskRule(null, null, new BigDecimal("0.1"), Map.of());

    private final Map<String, RiskRule> rules = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    void add(RiskRule rule) {
        if (rule.ip() != null) {
            rules.put(rule.ip().toLowerCase(Locale.ROOT), rule);
        } else if (rule.email() != null) {
            String email = rule.email().toLowerCase(Locale.ROOT);
            rules.put(email, rule);
            rules.put(md5(email), rule);
        }
    }

    void score(Exchange exchange) throws IOException {
        String service = exchange.path().substring("/minfraud/v2.0/".length());
        if (!exchange.isAuthorised(ACCOUNT, KEY)) {
            refuse(exchange, 401, "AUTHORIZATION_INVALID", "You have supplied an invalid account ID or license key");
        } else if (service.equals(REPORT)) {
            takeReport(exchange);
        } else if (!service.matches("score|insights|factors")) {
            refuse(exchange, 404, "PATH_NOT_FOUND", "There is no such service");
        } else {
            answer(exchange, service);
        }
    }

    private void answer(Exchange exchange, String service) throws IOException {
        JsonNode request;
        try {
            request = Exchange.JSON.readTree(exchange.body());
        } catch (JsonProcessingException e) {
            refuse(exchange, 400, "JSON_INVALID", "The request is not JSON");
            return;
        }
        String ip = request.path("device").path("ip_address").asText("");
        String email = request.path("email").path("address").asText("");
        RiskRule rule = rules.getOrDefault(
                ip.toLowerCase(Locale.ROOT), rules.getOrDefault(email.toLowerCase(Locale.ROOT), HARMLESS));
        if (rule.traits() != null && Boolean.TRUE.equals(rule.traits().get("outage"))) {
            exchange.answer(503, "text/plain", "Service Unavailable");
            return;
        }
        ObjectNode answer = Exchange.JSON.createObjectNode();
        answer.put("id", new UUID(0, count.incrementAndGet()).toString());
        answer.put("risk_score", rule.riskScore());
        answer.put("funds_remaining", 100.00);
        answer.put("queries_remaining", 10_000);
        MinFraudFacts.write(answer, rule, ip, service.equals("score"));
        exchange.answer(
                200,
                "application/vnd.maxmind.com-minfraud-" + service + "+json; charset=UTF-8; version=2.0",
                answer.toString());
    }

    private static void takeReport(Exchange exchange) throws IOException {
        try {
            JsonNode report = Exchange.JSON.readTree(exchange.body());
            if (TAGS.contains(report.path("tag").asText())) {
                exchange.answerNothing();
            } else {
                refuse(exchange, 400, "TAG_INVALID", "There is no such tag");
            }
        } catch (JsonProcessingException e) {
            refuse(exchange, 400, "JSON_INVALID", "The request is not JSON");
        }
    }

    /** The service may send an address as the MD5 of its lower case. */
    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is missing from this Java", e);
        }
    }

    private static void refuse(Exchange exchange, int status, String code, String text) throws IOException {
        exchange.answer(
                status,
                "application/vnd.maxmind.com-error+json; charset=UTF-8; version=2.0",
                Exchange.JSON.writeValueAsString(Map.of("code", code, "error", text)));
    }
}
