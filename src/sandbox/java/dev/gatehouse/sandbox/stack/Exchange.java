package dev.gatehouse.sandbox.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request to a simulator and its answer. */
final class Exchange {

    static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final int NO_BODY = -1;

    private final HttpExchange http;

    private Exchange(HttpExchange http) {
        this.http = http;
    }

    /** What a simulator does with a request. */
    @FunctionalInterface
    interface Handler {
        void handle(Exchange exchange) throws IOException;
    }

    /** A handler for whatever method; a failure is answered 500 with its cause. */
    static HttpHandler on(Handler handler) {
        return http -> {
            try (http) {
                Exchange exchange = new Exchange(http);
                try {
                    handler.handle(exchange);
                } catch (RuntimeException e) {
                    // Else the server would close the connection without a word.
                    exchange.answer(500, "text/plain", e.toString());
                }
            }
        };
    }

    /** A handler for one method on one path; any other method is answered 405, a failure 500 with its cause. */
    static HttpHandler on(String method, Handler handler) {
        return on(exchange -> {
            if (exchange.method().equals(method)) {
                handler.handle(exchange);
            } else {
                exchange.answer(405, "text/plain", method + " only");
            }
        });
    }

    String method() {
        return http.getRequestMethod();
    }

    /** Path and query as they came. */
    String uri() {
        return http.getRequestURI().toString();
    }

    @Nullable String header(String name) {
        return http.getRequestHeaders().getFirst(name);
    }

    String path() {
        return http.getRequestURI().getPath();
    }

    String body() throws IOException {
        return new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    boolean hasType(String type) {
        String given = http.getRequestHeaders().getFirst("Content-Type");
        return given != null && given.startsWith(type);
    }

    Map<String, String> form() throws IOException {
        return pairs(body());
    }

    Map<String, String> query() {
        return pairs(http.getRequestURI().getRawQuery());
    }

    boolean isAuthorised(String user, String password) {
        String expected = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + expected).equals(http.getRequestHeaders().getFirst("Authorization"));
    }

    void answer(int status, Object json) throws IOException {
        answer(status, "application/json", JSON.writeValueAsString(json));
    }

    void answer(int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().set("Content-Type", type);
        http.sendResponseHeaders(status, bytes.length == 0 ? NO_BODY : bytes.length);
        http.getResponseBody().write(bytes);
    }

    void answerNothing() throws IOException {
        http.sendResponseHeaders(204, NO_BODY);
    }

    private static Map<String, String> pairs(@Nullable String encoded) {
        Map<String, String> pairs = new HashMap<>();
        if (encoded != null) {
            for (String pair : encoded.split("&", NO_BODY)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    pairs.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        }
        return pairs;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
