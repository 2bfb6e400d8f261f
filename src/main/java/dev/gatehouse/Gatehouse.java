package dev.gatehouse;

import dev.gatehouse.platform.startup.SettingsCheck;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The entry point. In production the settings are judged first: a node with a missing or weak one says so in a line
 * each and ends with code 1 before it has opened anything.
 */
@QuarkusMain
public final class Gatehouse {
    private Gatehouse() {}

    /** Starts the service and waits for its end. */
    public static void main(String... args) {
        Config config = ConfigProvider.getConfig();
        if (config.unwrap(SmallRyeConfig.class).getProfiles().contains("prod")) {
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
}
