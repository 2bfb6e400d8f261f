package dev.gatehouse.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * minFraud and Twilio for a load: everybody is harmless, every SMS is taken, and the answers cost next to nothing, unlike those of
 * the sandbox, which reads each question. {@code GET /newest/{recipient}} is what Gatling's clients see of their mailboxes.
 */
final class HttpUpstreams {
    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");
    private static final String NEWEST = "/newest/";
    private static final int THREADS = 4;

    /** As Insights answers about somebody harmless, as far as the service reads it. */
    private static final String INSIGHTS =
            """
            {"id":"%s","risk_score":0.1,"funds_remaining":100.0,"queries_remaining":10000,\
            "ip_address":{"risk":0.1,"country":{"iso_code":"DE"},"traits":{"user_type":"residential"}},\
            "email":{"first_seen":"2017-01-02","is_disposable":false,"is_free":false,"is_high_risk":false}}""";

    private final HttpServer server;
    private final Mailboxes mailboxes;
    private final Delays delays;
    private final AtomicLong count = new AtomicLong();

    private HttpUpstreams(HttpServer server, Mailboxes mailboxes, Delays delays) {
        this.server = server;
        this.mailboxes = mailboxes;
        this.delays = delays;
    }

    static HttpUpstreams start(Mailboxes mailboxes, Delays delays) {
        // Without it each answer waits for the other side's delayed acknowledgement: 40 ms that are nobody's.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            HttpUpstreams upstreams = new HttpUpstreams(server, mailboxes, delays);
            server.createContext("/minfraud/v2.0/", upstreams::score);
            server.createContext("/2010-04-01/Accounts/", upstreams::sms);
            server.createContext(NEWEST, upstreams::newest);
            server.setExecutor(Executors.newFixedThreadPool(THREADS, task -> {
                Thread thread = new Thread(task, "load-upstreams");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
            return upstreams;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How the service finds them. */
    Map<String, String> settings() {
        return Map.of(
                "gatehouse.minfraud.base-url", url(),
                "gatehouse.minfraud.account-id", "1",
                "gatehouse.minfraud.license-key", "load",
                "gatehouse.sms.twilio.base-url", url(),
                "gatehouse.sms.twilio.account-sid", "AC00000000000000000000000000000001",
                "gatehouse.sms.twilio.auth-token", "load",
                "gatehouse.sms.twilio.from", "+15005550006");
    }

    private void score(HttpExchange http) throws IOException {
        http.getRequestBody().readAllBytes();
        String id = "00000000-0000-4000-8000-%012x".formatted(count.incrementAndGet());
        delays.answer(() -> reply(
                http,
                200,
                "application/vnd.maxmind.com-minfraud-insights+json; charset=UTF-8; version=2.0",
                INSIGHTS.formatted(id)));
    }

    private void sms(HttpExchange http) throws IOException {
        Map<String, String> form = form(http);
        Matcher code = CODE.matcher(form.getOrDefault("Body", ""));
        String typed = code.find() ? code.group() : null;
        String sid = "SM%032x".formatted(count.incrementAndGet());
        delays.answer(() -> {
            mailboxes.deliver(form.getOrDefault("To", ""), typed);
            reply(http, 201, "application/json", "{\"sid\":\"" + sid + "\",\"status\":\"queued\"}");
        });
    }

    private void newest(HttpExchange http) throws IOException {
        String token = mailboxes.newest(http.getRequestURI().getPath().substring(NEWEST.length()));
        reply(http, token == null ? 404 : 200, "text/plain", token == null ? "nothing" : token);
    }

    private static Map<String, String> form(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void reply(HttpExchange http, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (http) {
            http.getResponseHeaders().set("Content-Type", type);
            http.sendResponseHeaders(status, bytes.length);
            http.getResponseBody().write(bytes);
        }
    }
}
