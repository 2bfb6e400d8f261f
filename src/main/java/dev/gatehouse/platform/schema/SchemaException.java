package dev.gatehouse.platform.schema;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** The schema cannot be seen or brought up to date. Its message is one line, without a value of a row or a password. */
final class SchemaException extends Exception {
    private static final long serialVersionUID = 1;

    SchemaException(String line, Throwable cause) {
        super(line, cause);
    }

    SchemaException(SQLException cause) {
        super("PostgreSQL says: " + firstLine(cause), cause);
    }

    SchemaException(FlywayException cause) {
        super(line(cause), cause);
    }

    private static String line(FlywayException failure) {
        SQLException database = database(failure);
        if (database == null) {
            return message(failure).replaceAll("\\s*\\R\\s*", " ");
        }
        String said = "PostgreSQL says: " + firstLine(database);
        return firstLine(failure).contains(firstLine(database)) ? said : firstLine(failure) + ": " + said;
    }

    private static @Nullable SQLException database(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) {
                return database;
            }
        }
        return null;
    }

    /** What follows the first line quotes rows. */
    private static String firstLine(Throwable failure) {
        return message(failure).lines().findFirst().orElse("");
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getName() : message.strip();
    }
}
