package dev.gatehouse.load;

import dev.gatehouse.load.StatementLog.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The floor under the service: the statements of one request and nothing of ours in between, by pgbench on the same server, one
 * after the other over as many connections as the service has.
 */
final class Floor {
    /** As many as the pool of the service has by default (quarkus.datasource.reactive.max-size). */
    private static final int CONNECTIONS = 20;

    /** More transactions than a client of pgbench comes to in one turn. */
    private static final int TURN = 100_000;

    private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+)");

    private final Servers servers;
    private final Options options;
    private final Path pgbench;

    private Floor(Servers servers, Options options, Path pgbench) {
        this.servers = servers;
        this.options = options;
        this.pgbench = pgbench;
    }

    /** The floor, or {@code null} where it is not wanted or there is no pgbench: the embedded PostgreSQL brings none. */
    static @Nullable Floor find(Servers servers, Options options) {
        if (options.floor() == 0) {
            return null;
        }
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(directory -> Path.of(directory, "pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(pgbench -> new Floor(servers, options, pgbench))
                .orElse(null);
    }

    /** Whether a scenario is one request, of which a script can be made. */
    static boolean isUnder(Scenario scenario) {
        return scenario == Scenario.ORDER || scenario == Scenario.REGISTER;
    }

    /** Whether the service has nothing to do with what the script writes, so that it may run meanwhile. */
    static boolean leavesNothingToDo(Scenario scenario) {
        return scenario == Scenario.ORDER;
    }

    /** Makes the script of an order or a registration, for which the service has to run. */
    void prepare(Scenario scenario, Requests requests) throws SQLException, IOException, InterruptedException {
        boolean order = scenario == Scenario.ORDER;
        Sample sample = new StatementLog(servers).of(order ? requests::order : requests::register);
        Path script = script(scenario);
        try (Connection connection = servers.connect()) {
            LoadClient client = order ? Requests.buyer(sample.number()) : Requests.applicant(sample.number());
            OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
            Files.writeString(
                    script, new FloorScript(connection, now, client).of(sample.statements(), options.accounts()));
        }
    }

    /**
     * Transactions a second of the script. The service must be idle, and have ended if the script {@linkplain
     * #leavesNothingToDo leaves it something to do}.
     *
     * @param turn another each time: the numbers of the clients follow from it
     * @param seconds how long it runs
     */
    double of(Scenario scenario, int turn, int seconds) throws SQLException, IOException, InterruptedException {
        boolean order = scenario == Scenario.ORDER;
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            long before = count(statement, order);
            double rate = run(scenario, turn, seconds);
            if (count(statement, order) <= before) {
                throw new IllegalStateException("The floor of " + scenario.label() + " has written nothing");
            }
            return rate;
        }
    }

    private Path script(Scenario scenario) throws IOException {
        return Files.createDirectories(options.out().resolve("pgbench")).resolve(scenario.label() + ".sql");
    }

    private static long count(Statement statement, boolean orders) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery("select count(*) from " + (orders ? "purchase_order" : "account"))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private double run(Scenario scenario, int turn, int seconds) throws IOException, InterruptedException {
        Path script = script(scenario);
        Path log = script.resolveSibling(scenario.label() + '-' + turn + ".log");
        Process process = new ProcessBuilder(List.of(
                        pgbench.toString(),
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--client=" + CONNECTIONS,
                        "--jobs=2",
                        "--time=" + seconds,
                        "--define=seq=" + turn * TURN,
                        "--host=127.0.0.1",
                        "--port=" + servers.postgresPort(),
                        "--username=postgres",
                        "--file=" + script,
                        servers.databaseName()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        servers.stack().endWithStack(process.toHandle());
        int code = process.waitFor();
        Matcher rate = RATE.matcher(Files.readString(log));
        if (code != 0 || !rate.find()) {
            throw new IllegalStateException("The floor of " + scenario.label() + " did not run, see " + log);
        }
        return Double.parseDouble(rate.group(1));
    }
}
