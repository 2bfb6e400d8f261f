package dev.gatehouse.screening.check;

import dev.gatehouse.minfraud.MinFraudAnswer.Known;
import dev.gatehouse.minfraud.MinFraudAnswer.Unknown;
import dev.gatehouse.minfraud.MinFraudAnswers;
import dev.gatehouse.minfraud.RiskFacts;
import dev.gatehouse.minfraud.RiskQuery;
import dev.gatehouse.minfraud.RiskQuery.Event;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.screening.Check;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckContext.Origin;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.NetworkFacts;
import dev.gatehouse.screening.Outcome;
import dev.gatehouse.screening.Phase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/** {@code minfraud}: what does MaxMind think of the client's address and e-mail? An order may rest on a clean old answer. */
@Singleton
public final class MinFraudCheck implements Check {
    private final MinFraudAnswers answers;

    MinFraudCheck(MinFraudAnswers answers) {
        this.answers = answers;
    }

    @Override
    public String id() {
        return "minfraud";
    }

    @Override
    public Set<Phase> phases() {
        return Set.of(Phase.REGISTRATION, Phase.ORDER);
    }

    @Override
    public Group group() {
        return Group.UPSTREAM;
    }

    @Override
    public Duration timeout() {
        return answers.patience();
    }

    @Override
    public Uni<CheckResult> run(CheckContext context) {
        Origin origin = context.origin();
        ClientAddress address = origin.globalAddress();
        if (address == null) {
            String reason = origin.address() == null ? "no-address" : "address-not-global";
            return Uni.createFrom().item(CheckResult.skipped(reason));
        }
        Event event = context.phase() == Phase.ORDER ? Event.PURCHASE : Event.ACCOUNT_CREATION;
        String email = context.client().emailKey();
        return answers.ask(new RiskQuery(
                        context.decisionId(), event, context.accountId(), email, address, origin.userAgent()))
                .map(answer -> answer instanceof Known known
                        ? result(known)
                        : CheckResult.unavailable(((Unknown) answer).code()));
    }

    private static CheckResult result(Known known) {
        RiskFacts facts = known.facts();
        Outcome outcome =
                switch (known.judgement().level()) {
                    case CLEAR -> Outcome.CLEAR;
                    case FLAGGED -> Outcome.FLAGGED;
                    case BLOCKED -> Outcome.BLOCKED;
                };
        return new CheckResult(outcome, known.evidence(), known.standsIn())
                .learning(new NetworkFacts(facts.country(), known.judgement().shared(), facts.torExit()));
    }
}
