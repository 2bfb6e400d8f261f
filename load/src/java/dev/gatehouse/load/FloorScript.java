package dev.gatehouse.load;

import dev.gatehouse.load.StatementLog.Sent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes of the statements of one request a script for pgbench that sends them for any client. It is made anew in each load from
 * what the service has just sent, so that the floor is always that of the service as it is.
 *
 * <p>In the place of a parameter stands an expression: what is the client's own becomes that of client {@code :n} (the functions of
 * load/seed.sql), ids and digests that were made for this request are made anew from {@code :id}, times keep their distance from
 * now, and everything else is as it was.
 */
final class FloorScript {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern DIGEST = Pattern.compile("\\\\x[0-9a-f]{64}");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?\\+00");
    private static final DateTimeFormatter TIMES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]X", Locale.ROOT);

    private final Connection connection;
    private final OffsetDateTime sentAt;

    /** What was the request's own, and what it is in the script; longer ones first where one holds another. */
    private final Map<String, String> own = new LinkedHashMap<>();

    private final Map<String, String> made = new HashMap<>();

    FloorScript(Connection connection, OffsetDateTime sentAt, LoadClient client) {
        this.connection = connection;
        this.sentAt = sentAt;
        if (client.known()) {
            own.put(client.accountId().toString(), "load_id(:n, '70008000')::text");
            own.put(client.sessionId().toString(), "load_id(:n, '70009000')::text");
            own.put(client.email(), "load_email(:n)");
            own.put(client.phone(), "load_phone(:n)");
            own.put(client.device(), "load_device(:n)");
            own.put(client.addressAndBrowser(), "load_browser(:n)");
            own.put("\\x" + client.riskSubject(), "load_subject(:n)::text");
        } else {
            own.put(client.email(), "'new-' || :id || '@provider1.example.org'");
            own.put(client.phone(), "'+49' || :id");
            own.put(client.device(), "'new-device-' || :id");
            own.put(client.addressAndBrowser(), "encode(sha256(int8send(:id)), 'hex')");
        }
    }

    /** The script. */
    String of(List<Sent> statements, int accounts) throws SQLException {
        StringBuilder script = new StringBuilder(
                """
                -- Made by the load kit from what the service has sent for one request.
                \\set n random(0, %d)
                \\set seq :seq + 1
                \\set id 2000000000 + :seq * 1000 + :client_id
                """
                        .formatted(accounts - 1));
        for (Sent sent : statements) {
            script.append(statement(sent)).append(";\n");
        }
        return script.toString();
    }

    private String statement(Sent sent) throws SQLException {
        List<String> types = types(sent);
        return PARAMETER.matcher(sent.sql()).replaceAll(found -> {
            int number = Integer.parseInt(found.group(1));
            String value = sent.values().get(number);
            String expression = value == null ? "null" : expression(value);
            return Matcher.quoteReplacement('(' + expression + ")::" + types.get(number - 1));
        });
    }

    /** PostgreSQL itself says of which types a statement's parameters are. */
    private List<String> types(Sent sent) throws SQLException {
        List<String> types = new ArrayList<>();
        if (!sent.sql().contains("$")) {
            return types;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("prepare floor as " + sent.sql());
            try (ResultSet rows = statement.executeQuery(
                    "select parameter_types::text[] from pg_prepared_statements where name = 'floor'")) {
                rows.next();
                Array array = rows.getArray(1);
                types.addAll(List.of((String[]) array.getArray()));
            }
            statement.execute("deallocate floor");
        }
        return types;
    }

    private String expression(String value) {
        if (TIME.matcher(value).matches()) {
            long seconds =
                    Duration.between(sentAt, OffsetDateTime.parse(value, TIMES)).toSeconds();
            return "now() + interval '" + seconds + " seconds'";
        }
        List<String> parts = new ArrayList<>();
        Matcher matcher = replaceable().matcher(value);
        int end = 0;
        while (matcher.find()) {
            addLiteral(parts, value.substring(end, matcher.start()));
            parts.add(replacement(matcher.group()));
            end = matcher.end();
        }
        addLiteral(parts, value.substring(end));
        return parts.isEmpty() ? "''" : String.join(" || ", parts);
    }

    private Pattern replaceable() {
        List<String> patterns = new ArrayList<>();
        own.keySet().forEach(text -> patterns.add(Pattern.quote(text)));
        patterns.add(UUID.pattern());
        patterns.add(DIGEST.pattern());
        return Pattern.compile(String.join("|", patterns));
    }

    private String replacement(String found) {
        String known = own.get(found);
        return known != null
                ? known
                : made.computeIfAbsent(found, any -> {
                    String id = "load_id(:id, '7000%04x')".formatted(0xE000 + made.size());
                    return DIGEST.matcher(found).matches() ? "sha256(uuid_send(" + id + "))::text" : id + "::text";
                });
    }

    /** A colon before a letter would be a variable of pgbench, inside of quotes too. */
    private static void addLiteral(List<String> parts, String text) {
        if (!text.isEmpty()) {
            parts.add("E'" + text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\x3a") + "'");
        }
    }
}
