package dev.gatehouse.platform.startup;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.stream.Collectors;

/** Asks every {@link StartupCheck} before the port is opened, and ends the process if one has a problem. */
@ApplicationScoped
public class StartupGuard {
    /** Before the scheduler, which starts with the platform: no job runs on a node that is refused. */
    public static final int BEFORE_ALL = Interceptor.Priority.PLATFORM_BEFORE - 2;

    private final List<StartupCheck> checks;

    StartupGuard(@All List<StartupCheck> checks) {
        this.checks = checks;
    }

    void onStart(@Observes @Priority(BEFORE_ALL) StartupEvent start) {
        List<String> problems = checks.stream().flatMap(StartupCheck::problems).toList();
        if (!problems.isEmpty()) {
            // Its message is printed as it is, without a stack trace, and the process ends with code 1.
            throw new ConfigurationException(
                    problems.stream().map(SettingsCheck::line).collect(Collectors.joining("\n")));
        }
    }
}
