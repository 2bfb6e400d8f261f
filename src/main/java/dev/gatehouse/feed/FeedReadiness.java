package dev.gatehouse.feed;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how the feeds stand. A node that has just started is not ready before it has tried to get what it has none of, since it
 * would defer everybody meanwhile. From then on it is always UP: old data is used or the checks that need it defer, on every
 * node alike, so taking nodes out would only make it worse.
 */
@Readiness
@ApplicationScoped
class FeedReadiness implements AsyncHealthCheck {
    private final FeedEngine engine;

    FeedReadiness(FeedEngine engine) {
        this.engine = engine;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        boolean warmingUp = engine.feeds().stream().anyMatch(engine::warmingUp);
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("feeds").status(!warmingUp);
        boolean warning = false;
        for (Feed feed : engine.feeds()) {
            FeedState state = engine.state(feed);
            boolean few = feed.size() < feed.least();
            warning |= few || state != FeedState.FRESH;
            answer.withData(feed.id(), few && state == FeedState.FRESH ? "short" : state.code());
        }
        return Uni.createFrom()
                .item(answer.withData("state", warning ? "warning" : "ok").build());
    }
}
