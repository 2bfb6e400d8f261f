package dev.gatehouse.screening;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Asks one check, within its time; whatever goes wrong becomes {@link Outcome#UNAVAILABLE}. */
@ApplicationScoped
class CheckRunner {
    private static final Logger LOG = Logger.getLogger(CheckRunner.class);
    private static final String OFF = "off";
    private static final String DECIDED = "decided";
    private static final String EXEMPT = "exempt";
    private static final String PAST = "past";

    private final ChainMetrics metrics;

    CheckRunner(ChainMetrics metrics) {
        this.metrics = metrics;
    }

    /** Asks, unless the check is switched off. */
    Uni<Answer> ask(Check check, CheckPolicy policy, CheckContext context) {
        if (policy.mode() == Mode.OFF) {
            return skipped(check, policy, OFF);
        }
        return Uni.createFrom().deferred(() -> {
            long start = metrics.nanos();
            return answer(check, context).map(result -> {
                long nanos = metrics.nanos() - start;
                metrics.answered(check.id(), result, nanos);
                return new Answer(check.id(), policy, result, nanos / 1_000_000);
            });
        });
    }

    /** Does not ask, since the request is blocked already. */
    Uni<Answer> spare(Check check, CheckPolicy policy) {
        return skipped(check, policy, policy.mode() == Mode.OFF ? OFF : DECIDED);
    }

    /** Does not ask, since staff have exempted the client. */
    Uni<Answer> exempt(Check check, CheckPolicy policy) {
        return skipped(check, policy, policy.mode() == Mode.OFF ? OFF : EXEMPT);
    }

    /** Does not ask, since the moment that it is about has passed. */
    Uni<Answer> past(Check check, CheckPolicy policy) {
        return skipped(check, policy, policy.mode() == Mode.OFF ? OFF : PAST);
    }

    /** Takes back what the check counted; a failure is logged and leaves at most one count too many. */
    Uni<Void> release(Check check, CheckContext context) {
        return Uni.createFrom()
                .deferred(() -> check.release(context))
                .ifNoItem()
                .after(check.timeout())
                .fail()
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf(
                            "a check did not release what it counted check=%s decision=%s cause=%s",
                            check.id(), context.decisionId(), failure.getClass().getSimpleName());
                    return null;
                });
    }

    private static Uni<Answer> skipped(Check check, CheckPolicy policy, String reason) {
        return Uni.createFrom().item(new Answer(check.id(), policy, CheckResult.skipped(reason), 0));
    }

    private static Uni<CheckResult> answer(Check check, CheckContext context) {
        return Uni.createFrom()
                .deferred(() -> check.run(context))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("no answer"))
                .ifNoItem()
                .after(check.timeout())
                .fail()
                .onFailure()
                .recoverWithItem(failure -> unavailable(check, context, failure));
    }

    private static CheckResult unavailable(Check check, CheckContext context, Throwable failure) {
        // The failure's text may quote what was asked about, so only its kind is logged.
        String cause = failure.getClass().getSimpleName();
        LOG.warnf("a check has no answer check=%s decision=%s cause=%s", check.id(), context.decisionId(), cause);
        return CheckResult.unavailable(failure instanceof TimeoutException ? "timeout" : "error");
    }
}
