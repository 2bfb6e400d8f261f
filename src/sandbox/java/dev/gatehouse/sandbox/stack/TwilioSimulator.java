package dev.gatehouse.sandbox.stack;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Twilio's Messages API: takes every message at once, unless it is told to be down (https://www.twilio.com/docs/messaging/api/message-resource). */
final class TwilioSimulator {

    static final String ACCOUNT = "AC00000000000000000000000000000001";
    static final String TOKEN = "sandbox";

    private final SentMessages messages;
    private final Clock clock;
    private final AtomicLong count = new AtomicLong();

    TwilioSimulator(SentMessages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    void send(Exchange exchange) throws IOException {
        Map<String, String> form = exchange.form();
        String to = form.get("To");
        String from = form.get("From");
        String text = form.get("Body");
        if (!exchange.path().equals("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json")) {
            exchange.answer(404, error(20404, 404, "The requested resource was not found"));
        } else if (!exchange.isAuthorised(ACCOUNT, TOKEN)) {
            exchange.answer(401, error(20003, 401, "Authenticate"));
        } else if (to == null || from == null || text == null) {
            exchange.answer(400, error(21604, 400, "'To', 'From' and 'Body' are required"));
        } else if (messages.isDown(to)) {
            exchange.answer(503, error(20503, 503, "Service is unavailable"));
        } else {
            messages.addSms(SmsText.received(to, text, clock));
            exchange.answer(
                    201,
                    Map.of(
                            "sid",
                            "SM%032x".formatted(count.incrementAndGet()),
                            "account_sid",
                            ACCOUNT,
                            "status",
                            "queued",
                            "to",
                            to,
                            "from",
                            from,
                            "body",
                            text,
                            "num_segments",
                            "1",
                            "direction",
                            "outbound-api"));
        }
    }

    private static Map<String, Object> error(int code, int status, String message) {
        return Map.of("code", code, "message", message, "status", status);
    }
}
