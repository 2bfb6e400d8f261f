package dev.gatehouse.platform.schema;

import dev.gatehouse.platform.startup.SettingsCheck;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Lets no node start on a schema that is behind: it is brought up to date, or, where that is left to {@code gatehouse
 * migrate}, the start is refused. It is looked at once nothing else is wrong, before the port is opened. If all is
 * applied, which one statement tells, Flyway is not bothered.
 */
@ApplicationScoped
public class SchemaAtStart {
    private static final Logger LOG = Logger.getLogger(SchemaAtStart.class);

    private final MigrateSettings settings;
    private final Config config;

    SchemaAtStart(MigrateSettings settings, Config config) {
        this.settings = settings;
        this.config = config;
    }

    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1) StartupEvent start) {
        try {
            bringUpToDate(Schema.of(name -> config.getOptionalValue(name, String.class)));
        } catch (SchemaException e) {
            // Without its cause: the message of the root is printed, and the process ends with code 1.
            throw new ConfigurationException(SettingsCheck.line(Objects.requireNonNull(e.getMessage())));
        }
    }

    private void bringUpToDate(Schema schema) throws SchemaException {
        List<String> pending = schema.pending();
        if (pending.isEmpty()) {
            return;
        }
        if (!settings.atStart()) {
            throw new ConfigurationException(SettingsCheck.line("the schema is behind, " + pending.size()
                    + " migrations from " + pending.get(0) + " on are not applied: run gatehouse migrate first"));
        }
        int applied = schema.migrate();
        LOG.infof("schema migrations=%d applied", applied);
    }
}
