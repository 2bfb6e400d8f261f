package dev.gatehouse.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Somebody who is told, and who misbehaves on request. */
final class Receiver implements AutoCloseable {
    /** How it behaves. */
    enum Mood {
        GOOD,
        /** Answers {@code 500}. */
        FAILING,
        /** Takes the request and says nothing. */
        HANGING,
        /** Sends on to {@code /elsewhere}. */
        REDIRECTING,
        /** Says {@code 200} and then more than anybody wants. */
        HUGE,
        /** Says {@code 200} and then a byte now and again. */
        DRIPPING,
        /** Answers {@code 410}. */
        GONE
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Map<String, Mood> moods = new ConcurrentHashMap<>();
    private volatile Mood mood = Mood.GOOD;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** What arrived. */
    record Heard(String path, String host, String id, long timestamp, String signature, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }

        String type() {
            return json().getString("type");
        }

        String account() {
            return json().getJsonObject("data").getString("accountId");
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    void be(Mood next) {
        mood = next;
    }

    /** Behaves like that towards the events of one account. */
    void be(UUID account, Mood next) {
        moods.put(account.toString(), next);
    }

    List<Heard> heard() {
        return heard;
    }

    /** What arrived about an account, in that order. */
    List<Heard> about(UUID account) {
        return heard.stream()
                .filter(event -> account.toString().equals(event.account()))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Heard event = new Heard(
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("Host"),
                exchange.getRequestHeaders().getFirst("webhook-id"),
                Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                body);
        heard.add(event);
        String account = event.account();
        Mood now = account == null ? mood : moods.getOrDefault(account, mood);
        try (exchange) {
            answer(exchange, now);
        } catch (IOException e) {
            // The sender has heard enough.
        }
    }

    private void answer(HttpExchange exchange, Mood now) throws IOException {
        switch (now) {
            case GOOD -> exchange.sendResponseHeaders(204, -1);
            case FAILING -> exchange.sendResponseHeaders(500, -1);
            case GONE -> exchange.sendResponseHeaders(410, -1);
            case HANGING -> pause(60_000);
            case REDIRECTING -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(307, -1);
            }
            case HUGE -> {
                exchange.sendResponseHeaders(200, 0);
                byte[] block = new byte[64 * 1024];
                OutputStream out = exchange.getResponseBody();
                for (int i = 0; i < 1000; i++) {
                    out.write(block);
                }
            }
            case DRIPPING -> {
                exchange.sendResponseHeaders(200, 0);
                OutputStream out = exchange.getResponseBody();
                for (int i = 0; i < 600; i++) {
                    out.write('.');
                    out.flush();
                    pause(100);
                }
            }
        }
    }

    private void pause(long millis) {
        try {
            if (closed.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("closed");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
