package dev.gatehouse.sandbox.stack;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Vonage's SMS API, which answers 200 whatever happens and says in {@code status} what did (https://developer.vonage.com/en/api/sms). */
final class VonageSimulator {

    static final String KEY = "sandbox";
    static final String SECRET = "sandbox-secret";

    private final SentMessages messages;
    private final Clock clock;
    private final AtomicLong count = new AtomicLong();

    VonageSimulator(SentMessages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    void send(Exchange exchange) throws IOException {
        Map<String, String> request = exchange.hasType("application/json")
                ? Exchange.JSON.readValue(exchange.body(), new TypeReference<Map<String, String>>() {})
                : exchange.form();
        String to = request.get("to");
        String text = request.get("text");
        if (!KEY.equals(request.get("api_key")) || !SECRET.equals(request.get("api_secret"))) {
            exchange.answer(200, one(Map.of("status", "4", "error-text", "Bad Credentials")));
        } else if (to == null || text == null || request.get("from") == null) {
            exchange.answer(200, one(Map.of("status", "2", "error-text", "Missing to, from or text param")));
        } else if (messages.isDown(to)) {
            exchange.answer(503, one(Map.of("status", "5", "error-text", "Internal Error")));
        } else {
            messages.addSms(SmsText.received(to, text, clock));
            exchange.answer(
                    200,
                    one(Map.of(
                            "to", to,
                            "message-id", "%016X".formatted(count.incrementAndGet()),
                            "status", "0",
                            "remaining-balance", "10.00",
                            "message-price", "0.05",
                            "network", "26201")));
        }
    }

    private static Map<String, Object> one(Map<String, String> message) {
        return Map.of("message-count", "1", "messages", List.of(message));
    }
}
