package dev.gatehouse.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What can be asked for with {@code -Dload.…}; load/README.md has the table.
 *
 * @param jar whether the jar is measured and not the native executable
 * @param scenarios what is run, in this order
 * @param accounts accounts that are in the database before anything is measured
 * @param users clients that send one request after the other to find the highest rate
 * @param rate arrivals a second of the second run; 0: the share of the highest rate
 * @param share the share of the highest rate at which latency is measured
 * @param saturation seconds of the plateau at the highest rate
 * @param plateau seconds of the plateau at the share
 * @param ramp seconds of each ramp
 * @param published whether upstreams take as long as MaxMind publishes; else they answer at once
 * @param floor seconds of each floor; 0: none
 * @param turns in how many turns with the floor the highest rate is measured, where both can be at one time
 * @param out where the results go
 */
record Options(
        boolean jar,
        List<Scenario> scenarios,
        int accounts,
        int users,
        double rate,
        double share,
        int saturation,
        int plateau,
        int ramp,
        boolean published,
        int floor,
        int turns,
        Path out) {
    private static final double SECONDS_A_MINUTE = 60;

    /** Reads the system properties. */
    static Options read() {
        return new Options(
                "jar".equals(choice("target", "native", "native", "jar")),
                Arrays.stream(text("scenarios", "register,verify,order,mixed").split(",", -1))
                        .map(name -> Scenario.valueOf(name.strip().toUpperCase(Locale.ROOT)))
                        .toList(),
                number("accounts", 10_000),
                number("users", 32),
                Double.parseDouble(text("rate", "0")),
                Double.parseDouble(text("share", "0.5")),
                number("saturation", 30),
                (int) Math.round(Double.parseDouble(text("minutes", "1")) * SECONDS_A_MINUTE),
                number("ramp", 20),
                "published".equals(choice("delays", "published", "published", "none")),
                number("floor", 20),
                Math.max(1, number("turns", 3)),
                Path.of("target", "load").toAbsolutePath());
    }

    /** In words, for the results. */
    String text() {
        return "%s, %,d accounts, upstreams %s, %d users for the highest rate, then %s for %d s"
                .formatted(
                        jar ? "jar on JDK " + Runtime.version().feature() : "native executable",
                        accounts,
                        published ? "as slow as published" : "that answer at once",
                        users,
                        rate > 0 ? "%.1f arrivals a second".formatted(rate) : "%.0f %% of it".formatted(share * 100),
                        plateau);
    }

    private static int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    private static String choice(String name, String otherwise, String... choices) {
        String chosen = text(name, otherwise);
        if (!List.of(choices).contains(chosen)) {
            throw new IllegalArgumentException("load." + name + " is one of " + List.of(choices));
        }
        return chosen;
    }

    private static String text(String name, String otherwise) {
        String given = System.getProperty("load." + name, "").strip();
        return given.isEmpty() ? otherwise : given;
    }
}
