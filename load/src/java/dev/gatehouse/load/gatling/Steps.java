package dev.gatehouse.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.gatehouse.access.AccessTokens;
import dev.gatehouse.access.SeededSessions;
import dev.gatehouse.load.LoadClient;
import dev.gatehouse.load.Requests;
import dev.gatehouse.load.Scenario;
import dev.gatehouse.load.Secret;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** What clients do, each request with a check on its answer. */
final class Steps {
    private static final String REGISTER = "POST /register";
    private static final String ORDER = "POST /orders";
    private static final String REGISTRATION = Requests.registration("#{email}", "#{phone}");

    /** How often and how long a client looks for a message: 30 s in all. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private static final int LOOKS = 600;

    private static final String MILLIS = "millis";
    private static final String ANSWER = "answer";
    private static final String NEWEST = "newest";
    private static final String LOOKED = "looked";

    private final RunSettings settings;
    private final Recorder recorder;
    private final Numbers numbers;
    private final AccessTokens tokens = SeededSessions.tokens(Secret.FILL);

    Steps(RunSettings settings, Recorder recorder, Numbers numbers) {
        this.settings = settings;
        this.recorder = recorder;
        this.numbers = numbers;
    }

    ChainBuilder of(Scenario scenario) {
        return switch (scenario) {
            case REGISTER -> register();
            case VERIFY -> verify();
            case ORDER -> order();
            case MIXED ->
                randomSwitch()
                        .on(
                                percent(10).then(register()),
                                percent(40).then(order()),
                                percent(25).then(readAccount()),
                                percent(20).then(readOrders()),
                                percent(5).then(refresh()));
        };
    }

    private ChainBuilder register() {
        return exec(as(numbers::applicant))
                .exec(measured(
                        REGISTER,
                        http(name(REGISTER))
                                .post("/register")
                                .body(StringBody(REGISTRATION))
                                .check(
                                        status().is(201),
                                        jsonPath("$.account.status").is("pending_verification"),
                                        jsonPath("$.account.kyc").is("not_required"))))
                .exec(session -> keep(session, "account", "email"));
    }

    private ChainBuilder order() {
        return exec(as(numbers::buyer))
                .exec(measured(
                        ORDER,
                        http(name(ORDER))
                                .post("/orders")
                                .header("Authorization", "#{authorization}")
                                .header("Idempotency-Key", session -> UUID.randomUUID()
                                        .toString())
                                .body(StringBody(Requests.ORDER))
                                .check(
                                        status().is(201),
                                        jsonPath("$.status").is("accepted"),
                                        jsonPath("$.id").saveAs(ANSWER))))
                .exec(session -> keep(session, "order", ANSWER));
    }

    private ChainBuilder readAccount() {
        return exec(as(numbers::buyer))
                .exec(measured(
                        "GET /account",
                        http(name("GET /account"))
                                .get("/account")
                                .header("Authorization", "#{authorization}")
                                .check(status().is(200), jsonPath("$.status").is("active"))));
    }

    private ChainBuilder readOrders() {
        return exec(as(numbers::buyer))
                .exec(measured(
                        "GET /orders",
                        http(name("GET /orders"))
                                .get("/orders?limit=20")
                                .header("Authorization", "#{authorization}")
                                .check(
                                        status().is(200),
                                        jsonPath("$.items[0].id").exists())));
    }

    private ChainBuilder refresh() {
        return exec(as(numbers::refreshing))
                .exec(measured(
                        "POST /sessions/refresh",
                        http(name("POST /sessions/refresh"))
                                .post("/sessions/refresh")
                                .body(StringBody("{\"refreshToken\":\"#{refreshToken}\"}"))
                                .check(
                                        status().is(200),
                                        jsonPath("$.session.accessToken").exists())));
    }

    private ChainBuilder verify() {
        return exec(as(numbers::pending))
                .exec(measured(
                        "POST /verify/email/send",
                        http(name("POST /verify/email/send"))
                                .post("/verify/email/send")
                                .header("Authorization", "#{authorization}")
                                .check(status().is(202))))
                .exitHereIfFailed()
                .exec(look("email"))
                .exec(measured(
                        "POST /verify/email",
                        http(name("POST /verify/email"))
                                .post("/verify/email")
                                .body(StringBody("{\"token\":\"#{newest}\"}"))
                                .check(
                                        status().is(200),
                                        jsonPath("$.emailVerified").is("true"))))
                .exitHereIfFailed()
                .exec(measured(
                        "POST /verify/sms/send",
                        http(name("POST /verify/sms/send"))
                                .post("/verify/sms/send")
                                .header("Authorization", "#{authorization}")
                                .body(StringBody("{}"))
                                .check(status().is(202))))
                .exitHereIfFailed()
                .exec(session -> keep(session, "sms", "phone"))
                .exec(look("phone"))
                .exec(measured(
                        "POST /verify/sms",
                        http(name("POST /verify/sms"))
                                .post("/verify/sms")
                                .header("Authorization", "#{authorization}")
                                .body(StringBody("{\"code\":\"#{newest}\"}"))
                                .check(status().is(200), jsonPath("$.status").is("active"))))
                .exec(session -> keep(session, "active", "account"));
    }

    /** Looks for the newest message as its receiver; these requests are not measured. */
    private ChainBuilder look(String recipient) {
        String url = settings.upstreams() + "/newest/#{" + recipient + "}";
        return exec(session -> session.remove(NEWEST).set(LOOKED, 0))
                .exec(asLongAs(session -> !session.contains(NEWEST) && session.getInt(LOOKED) < LOOKS)
                        .on(exec(http("mailbox")
                                        .get(url)
                                        .check(status().in(200, 404))
                                        .checkIf((response, session) ->
                                                response.status().code() == 200)
                                        .then(bodyString().saveAs(NEWEST))
                                        .silent())
                                .exec(session -> session.set(LOOKED, session.getInt(LOOKED) + 1))
                                .doIf(session -> !session.contains(NEWEST))
                                .then(pause(LOOK_EVERY))));
    }

    private Function<Session, Session> as(Supplier<LoadClient> next) {
        return session -> {
            LoadClient client = next.get();
            return session.markAsSucceeded()
                    .setAll(Map.of(
                            "email", client.email(),
                            "phone", client.phone(),
                            "address", client.address(),
                            "device", client.device(),
                            "account", client.accountId().toString(),
                            "refreshToken", client.refreshToken(),
                            "authorization",
                                    client.known()
                                            ? "Bearer " + tokens.issue(client.accountId(), client.sessionId())
                                            : ""));
        };
    }

    private ChainBuilder measured(String name, HttpRequestActionBuilder request) {
        return exec(session -> session.remove(MILLIS))
                .exec(request.header("X-Forwarded-For", "#{address}")
                        .header("Gatehouse-Device", "#{device}")
                        .check(responseTimeInMillis().saveAs(MILLIS)))
                .exec(session -> {
                    if (session.isFailed()) {
                        recorder.failed(name);
                    } else {
                        recorder.took(name, session.getInt(MILLIS));
                    }
                    return session;
                });
    }

    /** Keeps the ramp's requests apart from the plateau's in Gatling's report. */
    private Function<Session, String> name(String request) {
        return session -> recorder.onPlateau() ? request : "ramp: " + request;
    }

    private Session keep(Session session, String kind, String attribute) {
        String value = session.getString(attribute);
        if (!session.isFailed() && value != null) {
            recorder.keep(kind, value);
        }
        return session;
    }
}
