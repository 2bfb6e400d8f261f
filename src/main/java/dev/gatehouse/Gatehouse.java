package dev.gatehouse;

import dev.gatehouse.platform.startup.SettingsCheck;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The entry point. In production the settings are judged first: a node with a missing or weak one says so in a line
 * each and ends with code 1 before it has opened anything.
 */
@QuarkusMain
public final class Gatehouse {
    private static final int FILE_ORDINAL = 260;
    private static final String SANDBOX = "/dev/gatehouse/sandbox/package-info.class";

    private Gatehouse() {}

    /** Starts the service and waits for its end. */
    public static void main(String... args) {
        if (isPackaged()) {
            SmallRyeConfig settings = settings();
            List<String> problems = SettingsCheck.problems(name -> settings.getOptionalValue(name, String.class))
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
     * What the operator sets: environment, system properties, {@code config/application.properties}. Read by itself,
     * since in a native executable the framework's configuration is still the build's until the application starts.
     */
    private static SmallRyeConfig settings() {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDefaultInterceptors().addSystemSources();
        Path file = Path.of("config", "application.properties");
        if (Files.isRegularFile(file)) {
            try {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), FILE_ORDINAL));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return builder.build();
    }

    /**
     * Whether this is a package rather than {@code quarkus:dev}, where the profile is not known yet: no package holds
     * the sandbox, and where it is present it provides the settings.
     */
    private static boolean isPackaged() {
        return Gatehouse.class.getResource(SANDBOX) == null;
    }
}
