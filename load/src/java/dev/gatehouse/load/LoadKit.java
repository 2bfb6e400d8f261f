package dev.gatehouse.load;

import dev.gatehouse.load.gatling.RunSettings;
import dev.gatehouse.sandbox.Latency;
import dev.gatehouse.testing.Packaged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the load from one end to the other; the exit code is 1 when something went wrong or was lost. */
public final class LoadKit {
    /** Clients who have registered and proven nothing yet, for {@link Scenario#VERIFY}. */
    private static final int PENDING = 20_000;

    /** With fewer accounts each orders more often than ten times an hour, which would lead to KYC. */
    private static final int ENOUGH_FOR_LIMITS = 200_000;

    private final Options options;
    private final Servers servers = Servers.start();
    private final Mailboxes mailboxes = new Mailboxes();
    private final Delays delays;
    private final HttpUpstreams upstreams;
    private final SmtpUpstream smtp;
    private final @Nullable Floor floor;

    private LoadKit(Options options) {
        this.options = options;
        this.delays = new Delays(options.published() ? Latency.INSIGHTS : Latency.NONE);
        this.upstreams = HttpUpstreams.start(mailboxes, delays);
        this.smtp = SmtpUpstream.start(mailboxes, delays);
        this.floor = Floor.find(servers, options);
        if (floor == null && options.floor() > 0) {
            say(
                    "No pgbench on the PATH: no floor. It comes with PostgreSQL (Debian: postgresql-contrib or postgresql-client)");
        }
    }

    /** Runs it; the options are system properties. */
    public static void main(String[] arguments) {
        endWithParent();
        int code = 1;
        try {
            Options options = Options.read();
            choosePackage(options);
            clear(options.out());
            code = new LoadKit(options).run() ? 0 : 1;
        } catch (Throwable e) {
            // Whatever it is: the servers' threads would keep this process alive.
            System.getLogger(LoadKit.class.getName()).log(System.Logger.Level.ERROR, "The load has stopped", e);
        }
        System.exit(code);
    }

    /** {@link Packaged} takes the executable where there is one, and else the jar. */
    private static void choosePackage(Options options) {
        String executable = System.getProperty("native.image.path", "");
        if (options.jar()) {
            System.clearProperty("native.image.path");
        } else if (!Files.isExecutable(Path.of(executable))) {
            throw new IllegalStateException("There is no native executable at '" + executable + "'");
        }
    }

    /** Maven may be killed; then nobody is left to end this process. */
    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            var unused = parent.onExit().thenAccept(ended -> System.exit(1));
        });
    }

    private boolean run() throws IOException, SQLException, InterruptedException {
        say(options.text());
        List<Result> results = new ArrayList<>();
        for (Result result : measure()) {
            results.add(overFloor(result));
        }
        Report report = new Report(options, results);
        report.write();
        System.out.println();
        System.out.println(report.table());
        say("Written to " + options.out());
        return results.stream().allMatch(Result::good);
    }

    /** With the service running, which it does no more when this is done. */
    private List<Result> measure() throws IOException, SQLException, InterruptedException {
        List<Result> results = new ArrayList<>();
        try (Packaged service = Packaged.start(settings())) {
            servers.stack().endWithStack(ProcessHandle.of(service.pid()).orElseThrow());
            service.awaitReady();
            say("The service is ready; %,d accounts are put into the database".formatted(options.accounts()));
            new Seeding(servers).seed(options.accounts(), PENDING);
            try (Usage usage = Usage.watch(service.pid(), options.out())) {
                for (Scenario scenario : options.scenarios()) {
                    results.add(measure(scenario, service.uri(), usage));
                }
            }
            for (Scenario scenario : options.scenarios()) {
                Floor later = later(scenario);
                if (later != null) {
                    later.prepare(scenario, new Requests(service.uri()));
                }
            }
        }
        return results;
    }

    private Result measure(Scenario scenario, String service, Usage usage)
            throws IOException, SQLException, InterruptedException {
        Highest highest = highest(scenario, service, usage);
        say("%s: %.0f requests/s at most, %d errors"
                .formatted(scenario.label(), highest.ratePerSecond(), highest.errors()));
        double rate = options.rate() > 0
                ? options.rate()
                : Math.max(1, highest.ratePerSecond() * options.share() / scenario.requests());
        Run shared = Run.of(settings(scenario, "share", service, 0, rate, options.plateau()), servers.stack());
        say("%s: p99 %d ms at %.0f requests/s, %d errors"
                .formatted(scenario.label(), shared.percentile("p99"), shared.ratePerSecond(), shared.errors()));
        return new Result(
                scenario,
                highest,
                shared,
                usage.cpuSeconds(shared.from(), shared.to()),
                usage.at(shared.from()).rssMiB(),
                usage.at(shared.to()).rssMiB(),
                found(highest, shared));
    }

    /** In turns with the floor, which begins and ends, or in one run where the floor has to wait for the service's end. */
    private Highest highest(Scenario scenario, String service, Usage usage)
            throws IOException, SQLException, InterruptedException {
        Floor between = Floor.leavesNothingToDo(scenario) ? floor : null;
        if (between != null) {
            between.prepare(scenario, new Requests(service));
        }
        int turns = between == null ? 1 : options.turns();
        List<Run> runs = new ArrayList<>();
        List<Double> floors = new ArrayList<>();
        double cpu = 0;
        for (int turn = 0; turn <= turns; turn++) {
            if (between != null) {
                floors.add(between.of(scenario, turn, Math.max(1, options.floor() / (turns + 1))));
            }
            if (turn < turns) {
                int plateau = Math.max(1, options.saturation() / turns);
                Run run = Run.of(
                        settings(scenario, "highest-" + (turn + 1), service, options.users(), 0, plateau),
                        servers.stack());
                cpu += usage.cpuSeconds(run.from(), run.to());
                runs.add(run);
            }
        }
        return new Highest(runs, cpu, floors);
    }

    private Proof.Finding found(Highest highest, Run shared) throws IOException, SQLException, InterruptedException {
        Path kept = options.out().resolve("kept.txt");
        Files.write(
                kept,
                Stream.concat(highest.turns().stream(), Stream.of(shared))
                        .flatMap(run -> lines(run.directory().resolve("kept.txt")).stream())
                        .toList());
        return new Proof(servers, mailboxes).of(kept);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result overFloor(Result result) throws SQLException, IOException, InterruptedException {
        Floor later = later(result.scenario());
        return later == null ? result : result.over(later.of(result.scenario(), 0, options.floor()));
    }

    /** The floor of a scenario where it has to wait for the service's end, or {@code null}. */
    private @Nullable Floor later(Scenario scenario) {
        return Floor.isUnder(scenario) && !Floor.leavesNothingToDo(scenario) ? floor : null;
    }

    private RunSettings settings(Scenario scenario, String run, String service, int users, double rate, int plateau) {
        return new RunSettings(
                scenario,
                service,
                upstreams.url(),
                options.accounts(),
                users,
                rate,
                options.ramp(),
                plateau,
                options.out().resolve(scenario.label()).resolve(run),
                options.out().resolve("numbers.properties"));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(servers.settings());
        settings.putAll(upstreams.settings());
        settings.put("gatehouse.secret", Secret.base64());
        settings.put("gatehouse.trusted-proxies", "127.0.0.0/8");
        settings.put("gatehouse.sms.daily-budget", "1000000");
        settings.put("quarkus.mailer.host", "127.0.0.1");
        settings.put("quarkus.mailer.port", Integer.toString(smtp.port()));
        settings.put("quarkus.mailer.start-tls", "DISABLED");
        settings.put("quarkus.mailer.from", "Gatehouse <no-reply@gatehouse.example>");
        if (options.accounts() < ENOUGH_FOR_LIMITS) {
            say("So few accounts order more often than an account may: the limits of orders an hour are lifted");
            for (String subject : List.of("account", "ip", "device")) {
                settings.put("gatehouse.velocity.orders-per-" + subject, "1000000");
            }
        }
        return settings;
    }

    private static void clear(Path out) throws IOException {
        if (Files.exists(out)) {
            try (Stream<Path> files = Files.walk(out)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(out);
    }

    private static void say(String line) {
        System.out.println("load: " + line);
    }
}
