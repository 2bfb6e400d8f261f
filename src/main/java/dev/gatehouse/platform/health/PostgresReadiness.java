package dev.gatehouse.platform.health;

import dev.gatehouse.platform.persistence.Database;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether PostgreSQL answers: without it nothing can be done. It asks over the pool that requests use, and no other:
 * the framework's own check would hold a second pool, over JDBC, for this alone.
 */
@Readiness
@ApplicationScoped
public class PostgresReadiness implements AsyncHealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Database database;

    PostgresReadiness(Database database) {
        this.database = database;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return database.client()
                .query("select 1")
                .execute()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(one -> true)
                .onFailure()
                .recoverWithItem(false)
                .map(here -> HealthCheckResponse.named("postgresql")
                        .status(here)
                        .withData("postgresql", here ? "here" : "away")
                        .build());
    }
}
