package dev.gatehouse.feed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A source: serves a text with validators, and misbehaves on request. */
final class ListServer implements AutoCloseable {
    /** How it behaves. */
    enum Mood {
        GOOD,
        /** Answers {@code 500}. */
        BROKEN,
        /** Begins an answer and never ends it. */
        SLOW,
        /** Promises more than it sends. */
        CUT,
        /** Sends small packets that unpack to more than anybody wants. */
        BOMB,
        /** Sends on to itself for ever. */
        LOOP
    }

    private static final int BOMB_BYTES = 20_000_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private volatile String body;
    private volatile Mood mood = Mood.GOOD;

    private ListServer(HttpServer server, String body) {
        this.server = server;
        this.body = body;
    }

    static ListServer serving(String body) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ListServer list = new ListServer(server, body);
            server.createContext("/", list::handle);
            server.setExecutor(list.threads);
            server.start();
            return list;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/list.txt";
    }

    /** Redirects to the list that many times. */
    String redirecting(int times) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/redirect/" + times;
    }

    void serve(String next) {
        body = next;
    }

    void be(Mood next) {
        mood = next;
    }

    /** The statuses that were answered, in order. */
    List<Integer> answers() {
        return List.copyOf(answers);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.startsWith("/redirect/") && !path.endsWith("/0")) {
                int left = Integer.parseInt(path.substring("/redirect/".length()));
                redirect(exchange, "/redirect/" + (left - 1));
                return;
            }
            switch (mood) {
                case GOOD -> good(exchange);
                case BROKEN -> answer(exchange, 500, new byte[0]);
                case SLOW -> {
                    answers.add(200);
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("one.example\n".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    closed.await();
                }
                case CUT -> {
                    answers.add(200);
                    exchange.sendResponseHeaders(200, 10_000);
                    exchange.getResponseBody().write("one.example\n".getBytes(StandardCharsets.UTF_8));
                }
                case BOMB -> {
                    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                    answer(exchange, 200, bomb());
                }
                case LOOP -> redirect(exchange, "/list.txt");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void good(HttpExchange exchange) throws IOException {
        String text = body;
        String etag = "\"" + Integer.toHexString(text.hashCode()) + "\"";
        exchange.getResponseHeaders().add("ETag", etag);
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            answer(exchange, 304, new byte[0]);
        } else {
            answer(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void redirect(HttpExchange exchange, String target) throws IOException {
        exchange.getResponseHeaders().add("Location", target);
        answer(exchange, 302, new byte[0]);
    }

    private void answer(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        answers.add(status);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(new byte[BOMB_BYTES]);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
