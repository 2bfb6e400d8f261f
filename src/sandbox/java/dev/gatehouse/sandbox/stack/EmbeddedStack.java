package dev.gatehouse.sandbox.stack;

import dev.gatehouse.sandbox.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts each part when it is first asked for, and ends all of them with the virtual machine. */
public final class EmbeddedStack implements EmbeddedStackMBean {

    /** Known to everybody, and so of use on a developer's machine alone: it is 32 bytes of text in base64. */
    private static final String SECRET = "Z2F0ZWhvdXNlLXNhbmRib3gtc2VjcmV0LTMyLWJ5dGU=";

    private static final String STAFF_KEY = "gh_dev_staff_bootstrap_key_0123456789abcdef";

    private final Map<String, String> postgres;
    private final Map<Part, Map<String, String>> settings = new EnumMap<>(Part.class);
    private final Workplace workplace = Workplace.open();
    private final SentMessages messages = new SentMessages();
    private @Nullable Simulators simulators;

    /** Starts nothing yet. */
    public EmbeddedStack() {
        this(Map.of());
    }

    /**
     * Starts nothing yet.
     *
     * @param postgres settings of the PostgreSQL server that differ from those for tests, by their names
     */
    public EmbeddedStack(Map<String, String> postgres) {
        this.postgres = Map.copyOf(postgres);
    }

    @Override
    public synchronized Map<String, String> settings(String part) {
        // The servers' threads inherit this; with the caller's they would look for services among its classes.
        Thread caller = Thread.currentThread();
        ClassLoader callers = caller.getContextClassLoader();
        caller.setContextClassLoader(getClass().getClassLoader());
        try {
            return settings.computeIfAbsent(Part.valueOf(part), this::start);
        } finally {
            caller.setContextClassLoader(callers);
        }
    }

    /**
     * Has a process ended with the stack, also when this virtual machine is killed.
     *
     * @param process a running one
     * @throws IOException when that cannot be noted
     */
    public void endWithStack(ProcessHandle process) throws IOException {
        Path note = workplace.directory().resolve(process.pid() + ".pid");
        Files.writeString(note, Long.toString(process.pid()));
        var unused = process.onExit().thenAccept(ended -> note.toFile().delete());
        workplace.stopAtEnd(process::destroy);
    }

    /**
     * What the PostgreSQL server writes.
     *
     * @return the file
     */
    public Path postgresLog() {
        return workplace.directory().resolve("postgres.log");
    }

    private Map<String, String> start(Part part) {
        return switch (part) {
            case POSTGRESQL -> PostgresServer.start(workplace, postgres).settings();
            case REDIS -> RedisCache.start(workplace).settings();
            case MAIL -> MailSink.start(messages).settings();
            case DNS -> Map.of("gatehouse.dns.servers", DnsStub.start().address());
            case TWILIO -> simulators().twilio();
            case VONAGE -> simulators().vonage();
            case MINFRAUD -> simulators().minFraud();
            case SUMSUB -> simulators().sumsub();
            case TOR -> Map.of("gatehouse.tor.sources", simulators().url("/tor/bulk"));
            case DISPOSABLE -> Map.of("gatehouse.disposable.sources", "none");
            case STEERING ->
                Map.of("quarkus.rest-client.sandbox.url", simulators().url(""));
            case ISSUER ->
                Map.of(
                        "gatehouse.oidc.issuer",
                        simulators().url(IssuerSimulator.PATH),
                        "gatehouse.oidc.audience",
                        IssuerSimulator.AUDIENCE);
            case SECRET -> Map.of("gatehouse.secret", SECRET);
            case STAFF_KEY -> Map.of("gatehouse.staff.bootstrap-key", STAFF_KEY);
        };
    }

    private Simulators simulators() {
        if (simulators == null) {
            simulators = Simulators.start(messages, Clock.systemUTC());
        }
        return simulators;
    }
}
