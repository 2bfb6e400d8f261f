package dev.gatehouse.platform.startup;

import org.jspecify.annotations.Nullable;

/** What the process is asked to do by its arguments. */
public enum Command {
    /** Serve until told to end: no argument. */
    SERVE,
    /** Apply the migrations and end: {@code migrate}. */
    MIGRATE,
    /** Say what can be asked for and end: {@code --help}, {@code -h}. */
    HELP,
    /** Say the version and end: {@code --version}. */
    VERSION;

    /** The answer to {@link #HELP}. */
    public static final String USAGE =
            """
            Usage: gatehouse [migrate | --help | --version]

              (nothing)    serve; ends with 1 and a line each if a setting is missing or weak
              migrate      bring the schema of PostgreSQL up to date and end: 0, or 1 and one line
              --help, -h   this text
              --version    the version

            Settings are environment variables; README.md lists them. migrate needs QUARKUS_DATASOURCE_JDBC_URL,
            QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD alone. The native executable takes options of the
            virtual machine as well, -Xmx256m among them.
            """;

    /** The command, or {@code null} if there is an {@linkplain #unknown unknown} argument. */
    public static @Nullable Command of(String... arguments) {
        if (arguments.length == 0) {
            return SERVE;
        }
        return arguments.length > 1 ? null : named(arguments[0]);
    }

    private static @Nullable Command named(String argument) {
        return switch (argument) {
            case "migrate" -> MIGRATE;
            case "--help", "-h" -> HELP;
            case "--version" -> VERSION;
            default -> null;
        };
    }

    /** The line about the first argument that is not known there. */
    public static String unknown(String... arguments) {
        String first = named(arguments[0]) == null ? arguments[0] : arguments[1];
        return "Gatehouse does not know the argument '" + first.replaceAll("\\p{Cntrl}", "?") + "': see --help";
    }
}
