package dev.gatehouse.sandbox;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells a developer where everything is and what to try next, each time the service starts in development. */
@ApplicationScoped
@IfBuildProfile("dev")
class Welcome {

    private static final Logger LOG = Logger.getLogger(Welcome.class);

    void greet(
            @Observes StartupEvent started,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String database,
            @ConfigProperty(name = "quarkus.redis.hosts") String redis,
            @ConfigProperty(name = "quarkus.mailer.host") String mailHost,
            @ConfigProperty(name = "quarkus.mailer.port") int mailPort,
            @ConfigProperty(name = "gatehouse.staff.bootstrap-key") String staffKey) {
        String base = "http://localhost:" + port;
        LOG.info(
                """

                Gatehouse is up: %1$s

                  PostgreSQL  %2$s
                  Redis       %3$s
                  SMTP        %4$s:%5$d
                  Messages    %1$s/sandbox/messages
                  OpenAPI     %1$s/q/swagger-ui
                  Staff key   %6$s

                Try:
                  curl %1$s/q/health/ready
                  curl %1$s/register -H 'Content-Type: application/json' -d '{"email":"ada@example.org","password":"correct horse battery","phone":"+4915112345678","country":"DE","acceptTerms":true}'
                  curl '%1$s/sandbox/messages?to=ada@example.org'
                """
                        .formatted(base, database, redis, mailHost, mailPort, staffKey));
    }
}
