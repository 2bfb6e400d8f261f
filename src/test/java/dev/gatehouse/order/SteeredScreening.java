package dev.gatehouse.order;

import dev.gatehouse.screening.Action;
import dev.gatehouse.screening.ChainPolicy;
import dev.gatehouse.screening.Check;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckPolicy;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Mode;
import dev.gatehouse.screening.Phase;
import dev.gatehouse.screening.PolicySource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The application with a check that answers when and what the test says, and a pool of two connections. */
public final class SteeredScreening implements QuarkusTestProfile {
    private static final String CHECK = "phone-line";
    private static final String REGISTRATIONS = "registration-velocity";
    private static final String DEVICES = "device-velocity";
    private static final String ORDERS = "order-velocity";
    private static final String DISPOSABLE = "disposable-email";
    private static final String EMAIL_DOMAIN = "email-domain";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.datasource.reactive.max-size", "2");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(
                SteeredCheck.class,
                SteeredPolicy.class,
                NoRegistrationVelocity.class,
                NoDeviceVelocity.class,
                NoOrderVelocity.class,
                AnyEmail.class,
                AnyDomain.class);
    }

    /** Stands in for {@code phone-line}: clear, unless an answer is queued for the account. */
    @Alternative
    @Singleton
    public static final class SteeredCheck implements Check {
        private final Map<UUID, Queue<CompletableFuture<CheckResult>>> answers = new ConcurrentHashMap<>();
        private final Map<UUID, AtomicInteger> asked = new ConcurrentHashMap<>();

        /** The next request of that account waits for this answer. */
        CompletableFuture<CheckResult> hold(UUID account) {
            CompletableFuture<CheckResult> answer = new CompletableFuture<>();
            answers.computeIfAbsent(account, any -> new ConcurrentLinkedQueue<>())
                    .add(answer);
            return answer;
        }

        /** The next request of that account gets this answer. */
        void answer(UUID account, CheckResult result) {
            hold(account).complete(result);
        }

        /** How often it was asked about that account. */
        int asked(UUID account) {
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
            Queue<CompletableFuture<CheckResult>> queued = answers.get(context.accountId());
            CompletableFuture<CheckResult> answer = queued == null ? null : queued.poll();
            asked.computeIfAbsent(context.accountId(), any -> new AtomicInteger())
                    .incrementAndGet();
            return answer == null
                    ? Uni.createFrom().item(CheckResult.clear(Map.of()))
                    : Uni.createFrom().completionStage(answer);
        }
    }

    /** Stands in for a velocity check, since one alternative among the checks takes the place of all. */
    abstract static class Silent implements Check {
        private final String id;
        private final Phase phase;

        Silent(String id, Phase phase) {
            this.id = id;
            this.phase = phase;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Set<Phase> phases() {
            return Set.of(phase);
        }

        @Override
        public Group group() {
            return Group.LOOKUP;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Uni<CheckResult> run(CheckContext context) {
            return Uni.createFrom().item(CheckResult.clear(Map.of()));
        }
    }

    /** Stands in for {@code registration-velocity}. */
    @Alternative
    @Singleton
    public static final class NoRegistrationVelocity extends Silent {
        NoRegistrationVelocity() {
            super(REGISTRATIONS, Phase.REGISTRATION);
        }
    }

    /** Stands in for {@code device-velocity}. */
    @Alternative
    @Singleton
    public static final class NoDeviceVelocity extends Silent {
        NoDeviceVelocity() {
            super(DEVICES, Phase.REGISTRATION);
        }
    }

    /** Stands in for {@code order-velocity}. */
    @Alternative
    @Singleton
    public static final class NoOrderVelocity extends Silent {
        NoOrderVelocity() {
            super(ORDERS, Phase.ORDER);
        }
    }

    /** Stands in for {@code disposable-email}, for the same reason. */
    @Alternative
    @Singleton
    public static final class AnyEmail extends Silent {
        AnyEmail() {
            super(DISPOSABLE, Phase.REGISTRATION);
        }
    }

    /** Stands in for {@code email-domain}. */
    @Alternative
    @Singleton
    public static final class AnyDomain extends Silent {
        AnyDomain() {
            super(EMAIL_DOMAIN, Phase.REGISTRATION);
        }
    }

    /** Lets the check count: a flag is a review, no answer a deferral. */
    @Alternative
    @Singleton
    public static final class SteeredPolicy implements PolicySource {
        @Override
        public ChainPolicy current() {
            CheckPolicy counts = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.DEFER);
            Map<ChainPolicy.Line, CheckPolicy> lines = new HashMap<>();
            for (Phase phase : Phase.values()) {
                lines.put(new ChainPolicy.Line(CHECK, phase), counts);
            }
            lines.put(new ChainPolicy.Line(REGISTRATIONS, Phase.REGISTRATION), counts);
            lines.put(new ChainPolicy.Line(DEVICES, Phase.REGISTRATION), counts);
            lines.put(new ChainPolicy.Line(ORDERS, Phase.ORDER), counts);
            lines.put(new ChainPolicy.Line(DISPOSABLE, Phase.REGISTRATION), counts);
            lines.put(new ChainPolicy.Line(EMAIL_DOMAIN, Phase.REGISTRATION), counts);
            return new ChainPolicy(7, lines);
        }
    }
}
