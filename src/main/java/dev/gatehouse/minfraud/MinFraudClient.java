package dev.gatehouse.minfraud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.gatehouse.messaging.Outages;
import dev.gatehouse.minfraud.MinFraudException.Refused;
import dev.gatehouse.platform.http.HttpReply;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with MaxMind. Whatever is not a readable answer fails with a {@link MinFraudException}, or with the breaker's
 * {@code CircuitBreakerOpenException} while MaxMind is left alone; nothing that fails looks like an answer.
 */
@ApplicationScoped
class MinFraudClient {
    private static final Logger LOG = Logger.getLogger(MinFraudClient.class);
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_/]{1,80}");
    private static final String PARTY = "minfraud";
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int MOST_WARNINGS = 10;

    private final MinFraudSettings settings;
    private final MinFraudHttp http;
    private final RiskRequest request;
    private final ObjectReader reader;
    private final Refusals refusals;
    private final MinFraudAlarms alarms;
    private final Outages outages;

    MinFraudClient(
            MinFraudSettings settings,
            MinFraudHttp http,
            RiskRequest request,
            ObjectMapper mapper,
            Refusals refusals,
            MinFraudAlarms alarms,
            Outages outages) {
        this.settings = settings;
        this.http = http;
        this.request = request;
        this.reader = mapper.readerFor(WireAnswer.class);
        this.refusals = refusals;
        this.alarms = alarms;
        this.outages = outages;
    }

    /** Asks the configured service: a paid query. */
    @CircuitBreaker(
            requestVolumeThreshold = 10,
            failureRatio = 0.5,
            delay = 10_000,
            successThreshold = 1,
            skipOn = Refused.class)
    public Uni<RiskFacts> ask(RiskQuery query) {
        return call(
                        "/minfraud/v2.0/" + settings.service().code(),
                        () -> request.write(query),
                        query.transactionId(),
                        OK)
                .map(reply -> read(reply, query.transactionId()))
                .onFailure(MinFraudException.class)
                .invoke(this::failed);
    }

    /**
     * Reports what became of a transaction
     * (<a href="https://dev.maxmind.com/minfraud/report-a-transaction/">Report Transactions API</a>).
     */
    Uni<Void> report(UUID transactionId, String minFraudId, String tag) {
        JsonObject body = new JsonObject()
                .put("minfraud_id", minFraudId)
                .put("transaction_id", transactionId.toString())
                .put("tag", tag);
        return call("/minfraud/v2.0/transactions/report", body::toBuffer, transactionId, NO_CONTENT)
                .onFailure(MinFraudException.class)
                .invoke(this::failed)
                .replaceWithVoid();
    }

    private Uni<HttpReply> call(String path, Supplier<Buffer> body, UUID transactionId, int expected) {
        if (!settings.configured()) {
            return Uni.createFrom().failure(new Refused(0, MinFraudSettings.NOT_CONFIGURED));
        }
        return http.post(path, body.get()).map(reply -> {
            if (reply.status() != expected) {
                throw refused(refusals.of(reply), transactionId);
            }
            outages.answered(PARTY);
            return reply;
        });
    }

    private MinFraudException refused(MinFraudException failure, UUID transactionId) {
        if (failure instanceof Refused refused) {
            outages.answered(PARTY);
            if (refused.needsOperator()) {
                alarms.raise(refused.code());
            } else {
                LOG.warnf(
                        "minfraud refused a request status=%d code=%s transaction=%s",
                        refused.status(), refused.code(), transactionId);
            }
        }
        return failure;
    }

    private void failed(Throwable failure) {
        if (!(failure instanceof Refused)) {
            outages.failed(PARTY, ((MinFraudException) failure).code());
        }
    }

    private RiskFacts read(HttpReply reply, UUID transactionId) {
        if (!reply.isJson()) {
            throw new MinFraudException("answer-not-json");
        }
        WireAnswer answer;
        try {
            answer = reader.readValue(reply.body().getBytes());
        } catch (IOException e) {
            throw new MinFraudException("answer-unreadable");
        }
        RiskFacts facts = answer == null ? null : answer.facts();
        if (facts == null) {
            throw new MinFraudException("answer-incomplete");
        }
        // Not after a report: those are free, so one that is taken tells nothing about funds.
        alarms.clear();
        warn(answer, transactionId);
        return facts;
    }

    private static void warn(WireAnswer answer, UUID transactionId) {
        if (answer.warnings() == null) {
            return;
        }
        answer.warnings().stream()
                .filter(Objects::nonNull)
                .limit(MOST_WARNINGS)
                .forEach(warning -> LOG.warnf(
                        "minfraud warning code=%s pointer=%s transaction=%s",
                        word(warning.code()), word(warning.pointer()), transactionId));
    }

    /** Nothing but a word reaches the log. */
    private static String word(@Nullable String text) {
        return text != null && WORD.matcher(text).matches() ? text : "?";
    }
}
