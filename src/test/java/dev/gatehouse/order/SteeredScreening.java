package dev.gatehouse.order;

import dev.gatehouse.screening.Action;
import dev.gatehouse.screening.ChainPlan;
import dev.gatehouse.screening.ChainPolicy;
import dev.gatehouse.screening.Check;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckPolicy;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Mode;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.PolicyDefaults;
import dev.gatehouse.screening.TestPlans;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The application with a check that answers when and what the test says, and a pool of two connections. */
public final class SteeredScreening implements QuarkusTestProfile {
    private static final String CHECK = "steered";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.datasource.reactive.max-size", "2");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(SteeredCheck.class, SteeredPolicy.class, SteeredPlan.class);
    }

    /** Clear, unless an answer is queued for the account. */
    @Alternative
    @Singleton
    public static final class SteeredCheck implements Check {
        private final Map<Object, Queue<CompletableFuture<CheckResult>>> answers = new ConcurrentHashMap<>();
        private final Map<UUID, AtomicInteger> asked = new ConcurrentHashMap<>();
        private final Map<UUID, CheckContext> last = new ConcurrentHashMap<>();

        /** The next request of that account waits for this answer. */
        public CompletableFuture<CheckResult> hold(UUID account) {
            return enqueue(account);
        }

        /** The next registration of that e-mail address gets this answer. */
        public void answer(String emailKey, CheckResult result) {
            enqueue(emailKey).complete(result);
        }

        private CompletableFuture<CheckResult> enqueue(Object about) {
            CompletableFuture<CheckResult> answer = new CompletableFuture<>();
            answers.computeIfAbsent(about, any -> new ConcurrentLinkedQueue<>()).add(answer);
            return answer;
        }

        /** What it was told when it was asked about that account last. */
        CheckContext last(UUID account) {
            return Objects.requireNonNull(last.get(account), "never asked");
        }

        /** The next request of that account gets this answer. */
        public void answer(UUID account, CheckResult result) {
            hold(account).complete(result);
        }

        /** How often it was asked about that account. */
        public int asked(UUID account) {
            AtomicInteger count = asked.get(account);
            return count == null ? 0 : count.get();
        }

        @Override
        public String id() {
            return CHECK;
        }

        @Override
        public Set<Phase> phases() {
            return EnumSet.allOf(Phase.class);
        }

        @Override
        public Group group() {
            return Group.LOCAL;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Uni<CheckResult> run(CheckContext context) {
            Object about =
                    context.phase() == Phase.REGISTRATION ? context.client().emailKey() : context.accountId();
            Queue<CompletableFuture<CheckResult>> queued = answers.get(about);
            CompletableFuture<CheckResult> answer = queued == null ? null : queued.poll();
            last.put(context.accountId(), context);
            asked.computeIfAbsent(context.accountId(), any -> new AtomicInteger())
                    .incrementAndGet();
            return answer == null
                    ? Uni.createFrom().item(CheckResult.clear(Map.of()))
                    : Uni.createFrom().completionStage(answer);
        }
    }

    /** The steered check is the whole chain. */
    @Alternative
    @Singleton
    public static final class SteeredPlan {
        @Produces
        @Singleton
        ChainPlan plan(SteeredCheck check, SteeredPolicy policy) {
            return TestPlans.of(policy.defaults(), check);
        }
    }

    /** Lets the check count: a flag is a review, no answer a deferral. */
    @Alternative
    @Singleton
    public static final class SteeredPolicy implements PolicyDefaults {
        @Override
        public ChainPolicy defaults() {
            CheckPolicy counts = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.DEFER);
            Map<ChainPolicy.Line, CheckPolicy> lines = new HashMap<>();
            for (Phase phase : Phase.values()) {
                lines.put(new ChainPolicy.Line(CHECK, phase), counts);
            }
            return new ChainPolicy(7, lines);
        }
    }
}
