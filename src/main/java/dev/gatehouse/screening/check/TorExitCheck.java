package dev.gatehouse.screening.check;

import dev.gatehouse.feed.FeedState;
import dev.gatehouse.feed.tor.TorExitsFeed;
import dev.gatehouse.feed.tor.TorList;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.screening.Check;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.NetworkFacts;
import dev.gatehouse.screening.Outcome;
import dev.gatehouse.screening.Phase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@code tor-exit}: is the client's address a Tor exit? Without a list that is young enough, minFraud's word stands in. */
@Singleton
public final class TorExitCheck implements Check {
    private final TorExitsFeed feed;
    private final Clock clock;

    TorExitCheck(TorExitsFeed feed, Clock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "tor-exit";
    }

    @Override
    public Set<Phase> phases() {
        return EnumSet.of(Phase.REGISTRATION, Phase.ORDER);
    }

    @Override
    public Group group() {
        return Group.LAST;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMillis(500);
    }

    @Override
    public Uni<CheckResult> run(CheckContext context) {
        ClientAddress address = context.origin().globalAddress();
        if (address == null) {
            String reason = context.origin().address() == null ? "no-address" : "address-not-global";
            return Uni.createFrom().item(CheckResult.skipped(reason));
        }
        return Uni.createFrom().item(result(address, context.network()));
    }

    private CheckResult result(ClientAddress address, NetworkFacts network) {
        Boolean torExit = network.torExit();
        TorList list = feed.current();
        Instant now = clock.instant();
        FeedState state = feed.state(list, now);
        if (list == null || state == FeedState.EXPIRED) {
            return torExit == null
                    ? CheckResult.unavailable("list-" + state.code())
                    : new CheckResult(torExit ? Outcome.FLAGGED : Outcome.CLEAR, Map.of("source", "minfraud"), true);
        }
        long age = Duration.between(list.refreshedAt(), now).toMinutes();
        Map<String, Object> evidence = new HashMap<>(Map.of("version", list.version(), "ageMinutes", age));
        Instant seen = list.exits().lastListed(address);
        if (seen != null) {
            evidence.put("lastSeen", seen.toString());
        }
        return new CheckResult(seen == null ? Outcome.CLEAR : Outcome.FLAGGED, evidence, state == FeedState.STALE);
    }
}
