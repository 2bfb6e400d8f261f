package dev.gatehouse.platform.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether Redis answers. It is always UP: without Redis every node is in the same position and goes on by policy
 * (address limits let through, SMS to unproven clients stop), so taking nodes out would only make it worse.
 */
@Readiness
@ApplicationScoped
public class RedisReadiness implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Redis redis;

    RedisReadiness(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return redis.send(Request.cmd(Command.PING))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(pong -> "here")
                .onFailure()
                .recoverWithItem("away")
                .map(state -> HealthCheckResponse.named("redis")
                        .up()
                        .withData("redis", state)
                        .build());
    }
}
