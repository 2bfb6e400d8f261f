package dev.gatehouse.load;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which statements the service sends for one request, by PostgreSQL's own log. A request is sent several times, and what was seen
 * most often counts, since timers of the service send statements too.
 */
final class StatementLog {
    private static final int TIMES = 15;
    private static final long PAUSE_MILLIS = 200;
    private static final Pattern ENTRY =
            Pattern.compile("by=gatehouse LOG: {2}(?:execute [^:]*|statement): (.*)", Pattern.DOTALL);
    private static final Pattern DETAIL =
            Pattern.compile("by=gatehouse DETAIL: {2}[Pp]arameters: (.*)", Pattern.DOTALL);
    private static final Pattern VALUE =
            Pattern.compile("\\$(\\d+) = (?:NULL|'([^']*+(?:''[^']*+)*+)')", Pattern.DOTALL);

    /** What sends messages after the answer; it takes many at a time under load, and belongs to no request. */
    private static final Pattern BEHIND = Pattern.compile("(?s).*\\bskip locked\\b.*|update message set state.*");

    private final Servers servers;

    StatementLog(Servers servers) {
        this.servers = servers;
    }

    /** A request, done when it is answered; its number makes it another client's each time. */
    @FunctionalInterface
    interface Request {
        void send(int number) throws IOException, InterruptedException;
    }

    /**
     * A statement.
     *
     * @param sql as it was sent
     * @param values of its parameters in their text form; no entry for {@code null}
     */
    record Sent(String sql, Map<Integer, String> values) {}

    /**
     * The statements of one request.
     *
     * @param number whose
     * @param statements in the order in which they were carried out
     */
    record Sample(int number, List<Sent> statements) {
        private List<String> kinds() {
            return statements.stream().map(Sent::sql).sorted().toList();
        }
    }

    /** What one request sends. */
    Sample of(Request request) throws SQLException, IOException, InterruptedException {
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set log_line_prefix = 'by=%u '");
            statement.execute("alter system set log_statement = 'all'");
            reload(statement);
            try {
                List<Sample> samples = new ArrayList<>();
                for (int number = 0; number < TIMES; number++) {
                    long from = Files.size(log());
                    request.send(number);
                    samples.add(new Sample(number, read(from)));
                    Thread.sleep(PAUSE_MILLIS);
                }
                return samples.stream().collect(Collectors.groupingBy(Sample::kinds)).values().stream()
                        .max(Comparator.comparingInt(List::size))
                        .map(most -> most.get(most.size() - 1))
                        .orElseThrow();
            } finally {
                statement.execute("alter system reset all");
                reload(statement);
            }
        }
    }

    /** Each session reads the new settings before its next statement, once the signal has come. */
    private static void reload(Statement statement) throws SQLException, InterruptedException {
        statement.execute("select pg_reload_conf()");
        Thread.sleep(PAUSE_MILLIS);
    }

    private Path log() {
        return servers.stack().postgresLog();
    }

    private List<Sent> read(long from) throws IOException {
        String text;
        try (SeekableByteChannel channel = Files.newByteChannel(log())) {
            text = new String(Channels.newInputStream(channel.position(from)).readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Sent> statements = new ArrayList<>();
        for (String entry : text.split("\n(?=by=)", -1)) {
            Matcher sent = ENTRY.matcher(entry.strip());
            Matcher detail = DETAIL.matcher(entry.strip());
            if (sent.matches()) {
                statements.add(new Sent(sent.group(1), new LinkedHashMap<>()));
            } else if (detail.matches() && !statements.isEmpty()) {
                VALUE.matcher(detail.group(1))
                        .results()
                        .filter(value -> value.group(2) != null)
                        .forEach(value -> statements
                                .get(statements.size() - 1)
                                .values()
                                .put(
                                        Integer.valueOf(value.group(1)),
                                        value.group(2).replace("''", "'")));
            }
        }
        statements.removeIf(sent -> BEHIND.matcher(sent.sql()).matches());
        return List.copyOf(statements);
    }
}
