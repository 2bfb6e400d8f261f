package dev.gatehouse.minfraud;

import dev.gatehouse.minfraud.AnswerStore.Kept;
import dev.gatehouse.minfraud.AnswerStore.Subject;
import dev.gatehouse.minfraud.MinFraudAnswer.Known;
import dev.gatehouse.minfraud.MinFraudAnswer.Unknown;
import dev.gatehouse.platform.flight.Flights;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are kept in PostgreSQL and reused for a day; those who ask this node for the same at once share one query.
 * No database connection is held while MaxMind is waited for.
 */
@ApplicationScoped
class KeptAnswers implements MinFraudAnswers {
    /** How long an answer is reused. */
    private static final Duration REUSED = Duration.ofHours(24);

    /** How long an answer is worth something while MaxMind is away. */
    private static final Duration STANDS_IN = Duration.ofDays(7);

    private static final Logger LOG = Logger.getLogger(KeptAnswers.class);

    private final MinFraudClient client;
    private final AnswerStore store;
    private final MinFraudSettings settings;
    private final Clock clock;
    private final Flights<Wanted, MinFraudAnswer> flights = new Flights<>();

    KeptAnswers(MinFraudClient client, AnswerStore store, MinFraudSettings settings, Clock clock) {
        this.client = client;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** What one query answers for several. */
    private record Wanted(Subject subject, RiskQuery.Event event) {}

    @Override
    public Duration patience() {
        return settings.timeout().plusSeconds(1);
    }

    @Override
    public Uni<MinFraudAnswer> ask(RiskQuery query) {
        Subject subject = store.subject(query);
        // Without an end of its own a flight that a dead database holds up would take all who come later with it.
        return flights.join(
                new Wanted(subject, query.event()),
                () -> reuse(query, subject).ifNoItem().after(patience()).fail());
    }

    private Uni<MinFraudAnswer> reuse(RiskQuery query, Subject subject) {
        return store.find(subject, settings.service(), clock.instant().minus(STANDS_IN))
                .flatMap(kept -> kept != null && age(kept).compareTo(REUSED) < 0
                        ? Uni.createFrom().item(known(kept.facts(), age(kept), false))
                        : query(query, subject, kept));
    }

    private Uni<MinFraudAnswer> query(RiskQuery query, Subject subject, @Nullable Kept earlier) {
        return client.ask(query)
                .call(facts -> keep(subject, facts))
                .<MinFraudAnswer>map(facts -> known(facts, Duration.ZERO, false))
                .onFailure(MinFraudException.class)
                .recoverWithItem(failure -> without(failure.code(), query, earlier))
                .onFailure(CircuitBreakerOpenException.class)
                .recoverWithItem(failure -> without("breaker-open", query, earlier));
    }

    /** A registration goes on without; an order may rest on an answer of the last week, if it was clean. */
    private MinFraudAnswer without(String code, RiskQuery query, @Nullable Kept earlier) {
        if (earlier != null && query.event() == RiskQuery.Event.PURCHASE) {
            Known known = known(earlier.facts(), age(earlier), true);
            if (known.judgement().level() == RiskJudgement.Level.CLEAR) {
                return known;
            }
        }
        return new Unknown(code);
    }

    private Known known(RiskFacts facts, Duration age, boolean standsIn) {
        RiskJudgement judgement = RiskJudgement.of(facts, settings.kycScore(), settings.sharedUsers());
        return new Known(facts, judgement, settings.service(), age, standsIn);
    }

    /** Never negative, also where another node's clock is ahead. */
    private Duration age(Kept kept) {
        Duration age = Duration.between(kept.askedAt(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** An answer that could not be kept is still an answer; the next one is paid again. */
    private Uni<Void> keep(Subject subject, RiskFacts facts) {
        return store.keep(subject, settings.service(), facts).onFailure().recoverWithItem(failure -> {
            LOG.warnf(
                    "a minfraud answer was not kept cause=%s",
                    failure.getClass().getName());
            return null;
        });
    }
}
