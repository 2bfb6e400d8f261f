package dev.gatehouse.platform.startup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads settings as text; what is blank is not set. */
final class Settings {
    private final Function<String, Optional<String>> lookup;

    Settings(Function<String, Optional<String>> lookup) {
        this.lookup = lookup;
    }

    Optional<String> value(String property) {
        return lookup.apply(property).map(String::strip).filter(text -> !text.isEmpty());
    }

    Stream<String> list(String property) {
        return value(property).stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(item -> !item.isEmpty());
    }

    /** The line that says that the setting is missing, or {@code null} if it is there. */
    @Nullable String missing(String property, String meaning) {
        return value(property).isPresent() ? null : variable(property) + " is missing: set it to " + meaning;
    }

    /** The environment variable of a property (MicroProfile Config, "Environment Variables Mapping Rules"). */
    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
