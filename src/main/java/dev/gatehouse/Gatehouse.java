package dev.gatehouse;

import dev.gatehouse.platform.startup.SettingsCheck;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The entry point. In production the settings are judged first: a node with a missing or weak one says so in a line
 * each and ends with code 1 before it has opened anything.
 */
@QuarkusMain
public final class Gatehouse {
    private static final String SANDBOX = "/dev/gatehouse/sandbox/package-info.class";

    private Gatehouse() {}

    /** Starts the service and waits for its end. */
    public static void main(String... args) {
        if (isPackaged()) {
            Config config = ConfigProvider.getConfig();
            List<String> problems = SettingsCheck.problems(name -> config.getOptionalValue(name, String.class))
                    .toList();
            if (!problems.isEmpty()) {
                // Logging is not up yet, and must not be: its settings may be what is wrong.
                problems.forEach(problem -> System.err.println(SettingsCheck.line(problem)));
                System.exit(1);
            }
        }
        Quarkus.run(args);
    }

    /**
     * Whether this is a package rather than {@code quarkus:dev}, where the profile is not known yet: no package holds
     * the sandbox, and where it is present it provides the settings.
     */
    private static boolean isPackaged() {
        return Gatehouse.class.getResource(SANDBOX) == null;
    }
}
