package dev.gatehouse.minfraud;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Tells whether MaxMind can be asked. It is always UP: every node is in the same position. Without an account the check
 * has no answer, so registrations go on and orders are deferred; who wants no minFraud switches the check off.
 */
@Readiness
@ApplicationScoped
public class MinFraudReadiness implements AsyncHealthCheck {
    private static final Logger LOG = Logger.getLogger(MinFraudReadiness.class);

    private final MinFraudSettings settings;
    private final MinFraudAlarms alarms;

    MinFraudReadiness(MinFraudSettings settings, MinFraudAlarms alarms) {
        this.settings = settings;
        this.alarms = alarms;
    }

    void onStart(@Observes StartupEvent start) {
        if (!settings.configured()) {
            LOG.warn("minfraud is not configured: set GATEHOUSE_MINFRAUD_ACCOUNT_ID and GATEHOUSE_MINFRAUD_LICENSE_KEY,"
                    + " or switch the check minfraud off; until then the check has no answer");
        }
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(() -> HealthCheckResponse.named("minfraud")
                .up()
                .withData("minfraud", state())
                .build());
    }

    private String state() {
        if (!settings.configured()) {
            return "warning: " + MinFraudSettings.NOT_CONFIGURED;
        }
        return alarms.raised().isEmpty() ? "configured" : "warning: " + String.join(", ", alarms.raised());
    }
}
