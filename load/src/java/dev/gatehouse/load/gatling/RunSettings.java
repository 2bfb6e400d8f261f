package dev.gatehouse.load.gatling;

import dev.gatehouse.load.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What one run of Gatling does; it goes from process to process as system properties.
 *
 * @param scenario what is sent
 * @param service where the service listens
 * @param upstreams where the mailboxes are
 * @param accounts known clients that may order
 * @param users clients that send one request after the other; 0: arrivals instead
 * @param rate arrivals a second
 * @param ramp seconds until all users or arrivals are there
 * @param plateau seconds after that, which are measured
 * @param directory for what the run leaves
 * @param numbers the file that says which clients earlier runs have used up
 */
public record RunSettings(
        Scenario scenario,
        String service,
        String upstreams,
        int accounts,
        int users,
        double rate,
        int ramp,
        int plateau,
        Path directory,
        Path numbers) {
    private static final String PREFIX = "load.run.";

    /** The system properties that say it. */
    public Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put(PREFIX + "scenario", scenario.name());
        properties.put(PREFIX + "service", service);
        properties.put(PREFIX + "upstreams", upstreams);
        properties.put(PREFIX + "accounts", Integer.toString(accounts));
        properties.put(PREFIX + "users", Integer.toString(users));
        properties.put(PREFIX + "rate", Double.toString(rate));
        properties.put(PREFIX + "ramp", Integer.toString(ramp));
        properties.put(PREFIX + "plateau", Integer.toString(plateau));
        properties.put(PREFIX + "directory", directory.toString());
        properties.put(PREFIX + "numbers", numbers.toString());
        return properties;
    }

    /** What this process was told. */
    static RunSettings read() {
        return new RunSettings(
                Scenario.valueOf(text("scenario")),
                text("service"),
                text("upstreams"),
                Integer.parseInt(text("accounts")),
                Integer.parseInt(text("users")),
                Double.parseDouble(text("rate")),
                Integer.parseInt(text("ramp")),
                Integer.parseInt(text("plateau")),
                Path.of(text("directory")),
                Path.of(text("numbers")));
    }

    /** How long the ramp and the plateau take. */
    Duration length() {
        return Duration.ofSeconds(ramp + (long) plateau);
    }

    private static String text(String name) {
        String value = System.getProperty(PREFIX + name);
        if (value == null) {
            throw new IllegalStateException(PREFIX + name + " is missing");
        }
        return value;
    }
}
