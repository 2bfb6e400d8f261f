package dev.gatehouse;

import dev.gatehouse.platform.resource.PackagedFile;
import dev.gatehouse.platform.schema.MigrateCommand;
import dev.gatehouse.platform.startup.Command;
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
import java.util.Optional;
import java.util.function.Function;

/**
 * The entry point of the package: does what its {@link Command} says. To serve, the settings are judged first: a node with
 * a missing or weak one says so in a line each and ends with code 1 before it has opened anything.
 */
@QuarkusMain
public final class Gatehouse {
    private static final int UNKNOWN_ARGUMENT = 2;
    private static final int FILE_ORDINAL = 260;
    private static final String SANDBOX = "/dev/gatehouse/sandbox/package-info.class";

    /** What a native executable is told by, as {@code ImageInfo} of the GraalVM SDK does. */
    private static final String NATIVE = "org.graalvm.nativeimage.imagecode";

    /** Where Jakarta JSON Processing looks first for its provider, and the one of the package. */
    private static final String JSON_PROVIDER = "jakarta.json.provider";

    private static final String PARSSON = "org.eclipse.parsson.JsonProviderImpl";

    private Gatehouse() {}

    /** Does what is asked for and ends the process: with 0, with 1 if that cannot be done, with 2 if it is unknown. */
    public static void main(String... args) {
        boolean packaged = isPackaged();
        Command command = packaged ? Command.of(args) : Command.SERVE;
        int code = command == null ? refuse(args) : run(command, packaged);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int refuse(String... args) {
        System.err.println(Command.unknown(args));
        return UNKNOWN_ARGUMENT;
    }

    private static int run(Command command, boolean packaged) {
        return switch (command) {
            case HELP -> say(Command.USAGE);
            case VERSION -> say("gatehouse " + PackagedFile.text("gatehouse-version.txt"));
            case MIGRATE -> MigrateCommand.run(lookup(), System.out, System.err);
            case SERVE -> serve(packaged);
        };
    }

    private static int say(String text) {
        System.out.print(text);
        return 0;
    }

    private static int serve(boolean packaged) {
        List<String> problems = packaged ? SettingsCheck.problems(lookup()).toList() : List.of();
        if (!problems.isEmpty()) {
            // Logging is not up yet, and must not be: its settings may be what is wrong.
            problems.forEach(problem -> System.err.println(SettingsCheck.line(problem)));
            return 1;
        }
        nameJsonProvider();
        Quarkus.run();
        return 0;
    }

    private static Function<String, Optional<String>> lookup() {
        SmallRyeConfig settings = settings();
        return name -> settings.getOptionalValue(name, String.class);
    }

    /** Else each formatter of the log, and there are four, looks for it among all services: a tenth of a native start. */
    private static void nameJsonProvider() {
        if (System.getProperty(JSON_PROVIDER) == null) {
            System.setProperty(JSON_PROVIDER, PARSSON);
        }
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
     * the sandbox, and where it is present it provides the settings. An executable is one, and is slow to look.
     */
    private static boolean isPackaged() {
        return System.getProperty(NATIVE) != null || Gatehouse.class.getResource(SANDBOX) == null;
    }
}
