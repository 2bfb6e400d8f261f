package dev.gatehouse.feed;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how the feeds stand. It is always UP: old data is used or the checks that need it defer, on every node alike, so
 * taking nodes out would only make it worse.
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
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("feeds").up();
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
