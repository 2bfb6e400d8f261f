package dev.gatehouse.platform.schema;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Function;

/** {@code gatehouse migrate}: applies the migrations and ends. Of the settings it needs PostgreSQL's for JDBC alone. */
public final class MigrateCommand {
    private MigrateCommand() {}

    /**
     * Does it, and says in one line how it went.
     *
     * @param settings gives the value of a property by its name, if it is set
     * @return the process' exit code
     */
    public static int run(Function<String, Optional<String>> settings, PrintStream out, PrintStream err) {
        if (settings.apply(Schema.URL).filter(url -> !url.isBlank()).isEmpty()) {
            err.println("Gatehouse does not migrate: QUARKUS_DATASOURCE_JDBC_URL is missing:"
                    + " set it to the address of PostgreSQL (jdbc:postgresql://host:5432/gatehouse)");
            return 1;
        }
        try {
            int applied = Schema.of(settings).migrate();
            out.println(
                    "Gatehouse has migrated: " + applied + " of " + Migrations.FILES.size() + " migrations applied");
            return 0;
        } catch (SchemaException e) {
            err.println("Gatehouse does not migrate: " + e.getMessage());
            return 1;
        }
    }
}
