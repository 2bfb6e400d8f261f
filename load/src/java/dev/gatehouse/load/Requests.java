package dev.gatehouse.load;

import dev.gatehouse.access.AccessTokens;
import dev.gatehouse.access.SeededSessions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

/** One order and one registration, as Gatling's clients send them too. */
public final class Requests {
    /** The body of an order. */
    public static final String ORDER =
            "{\"kind\":\"purchase\",\"product\":\"vps-s\",\"amount\":{\"value\":\"9.90\",\"currency\":\"EUR\"}}";

    private static final String REGISTRATION =
            "{\"email\":\"%s\",\"password\":\"correct horse battery\",\"phone\":\"%s\",\"country\":\"DE\",\"locale\":\"en\",\"acceptTerms\":true}";
    private static final int CREATED = 201;

    /** Clients of this class register under numbers that no run of Gatling gets to. */
    private static final int FIRST_APPLICANT = 10_000_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AccessTokens tokens = SeededSessions.tokens(Secret.FILL);
    private final String service;

    Requests(String service) {
        this.service = service;
    }

    /** The body of a client's registration, whose mailbox and phone may be placeholders. */
    public static String registration(String email, String phone) {
        return REGISTRATION.formatted(email, phone);
    }

    /** Who orders under a number. */
    static LoadClient buyer(int number) {
        return new LoadClient(number, true);
    }

    /** Who registers under a number. */
    static LoadClient applicant(int number) {
        return new LoadClient(FIRST_APPLICANT + number, false);
    }

    /** Orders. */
    void order(int number) throws IOException, InterruptedException {
        LoadClient client = buyer(number);
        send(request("/orders", client, ORDER)
                .header("Authorization", "Bearer " + tokens.issue(client.accountId(), client.sessionId()))
                .header("Idempotency-Key", UUID.randomUUID().toString()));
    }

    /** Registers. */
    void register(int number) throws IOException, InterruptedException {
        LoadClient client = applicant(number);
        send(request("/register", client, registration(client.email(), client.phone())));
    }

    private HttpRequest.Builder request(String path, LoadClient client, String body) {
        return HttpRequest.newBuilder(URI.create(service + path))
                .header("Content-Type", "application/json")
                .header("User-Agent", LoadClient.USER_AGENT)
                .header("X-Forwarded-For", client.address())
                .header("Gatehouse-Device", client.device())
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != CREATED) {
            throw new IllegalStateException("not created: " + answer.body());
        }
    }
}
