package dev.gatehouse.platform.health;

import dev.gatehouse.platform.persistence.Database;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether PostgreSQL answers: without it nothing can be done. It asks over the pool that requests use, and no other:
 * the framework's own check would hold a second pool, over JDBC, for this alone. A node with a full queue is busy, not
 * without PostgreSQL: taking it out would only put its load on the others.
 */
@Readiness
@ApplicationScoped
public class PostgresReadiness implements AsyncHealthCheck {
    private static final String AWAY = "away";
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
                .map(one -> "here")
                .onFailure(ConnectionPoolTooBusyException.class)
                .recoverWithItem("busy")
                .onFailure()
                .recoverWithItem(AWAY)
                .map(PostgresReadiness::response);
    }

    private static HealthCheckResponse response(String state) {
        return HealthCheckResponse.named("postgresql")
                .status(!state.equals(AWAY))
                .withData("postgresql", state)
                .build();
    }
}
