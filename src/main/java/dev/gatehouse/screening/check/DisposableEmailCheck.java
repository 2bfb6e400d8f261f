package dev.gatehouse.screening.check;

import dev.gatehouse.feed.DisposableDomainsFeed;
import dev.gatehouse.feed.DisposableDomainsFeed.InForce;
import dev.gatehouse.feed.DomainClass;
import dev.gatehouse.screening.Check;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Phase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * {@code disposable-email}: is the mailbox one of a disposable-mail provider? A relay service is none: what is sent there
 * reaches a person for years.
 */
@Singleton
public final class DisposableEmailCheck implements Check {
    private final DisposableDomainsFeed feed;

    DisposableEmailCheck(DisposableDomainsFeed feed) {
        this.feed = feed;
    }

    @Override
    public String id() {
        return "disposable-email";
    }

    @Override
    public Set<Phase> phases() {
        return EnumSet.of(Phase.REGISTRATION, Phase.EMAIL_CHANGE);
    }

    @Override
    public Group group() {
        return Group.LOCAL;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMillis(500);
    }

    @Override
    public Uni<CheckResult> run(CheckContext context) {
        String address = context.client().emailKey();
        String domain = address.substring(address.lastIndexOf('@') + 1);
        InForce list = feed.current();
        return Uni.createFrom().item(result(list.domains().classify(domain), list.version()));
    }

    private static CheckResult result(DomainClass kind, long version) {
        Map<String, Object> evidence = Map.of("domain", kind.code(), "version", version);
        return switch (kind) {
            case BLOCK -> CheckResult.blocked(evidence);
            case SUSPECT -> CheckResult.flagged(evidence);
            case RELAY, NONE -> CheckResult.clear(evidence);
        };
    }
}
