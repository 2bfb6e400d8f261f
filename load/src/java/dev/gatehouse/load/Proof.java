package dev.gatehouse.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Whether everything that the service has confirmed to its clients is there, and every message that was due has come. */
final class Proof {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Servers servers;
    private final Mailboxes mailboxes;

    Proof(Servers servers, Mailboxes mailboxes) {
        this.servers = servers;
        this.mailboxes = mailboxes;
    }

    /**
     * What was looked for.
     *
     * @param orders answered with 201
     * @param accounts registered with 201
     * @param active accounts that were told that they are active
     * @param messages mails and SMS that those who registered or asked for a code must have
     * @param missing what is not there, in words
     */
    record Finding(long orders, long accounts, long active, long messages, List<String> missing) {}

    /** Looks at what a run has kept; waits a minute at most for messages that are still to be sent. */
    Finding of(Path kept) throws SQLException, IOException, InterruptedException {
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create temporary table kept (kind text, value text)");
            copy(connection, kept);
            statement.execute("analyze kept");
            List<String> missing = new ArrayList<>();
            long waiting = awaitMessages(statement);
            report(missing, waiting, "messages are due or dead");
            report(
                    missing,
                    number(
                            statement,
                            """
                    select count(*) from kept where kind = 'order' and not exists (
                        select 1 from purchase_order o where o.id = value::uuid)"""),
                    "orders are lost");
            report(
                    missing,
                    number(
                            statement,
                            """
                    select count(*) from kept where kind = 'account' and not exists (
                        select 1 from account a where a.email_key = value)"""),
                    "accounts are lost");
            report(
                    missing,
                    number(
                            statement,
                            """
                    select count(*) from kept where kind = 'active' and not exists (
                        select 1 from account a where a.id = value::uuid
                        and a.email_verified_at is not null and a.phone_verified_at is not null)"""),
                    "proofs are lost");
            report(missing, withoutMessage(statement), "clients never got their message");
            return new Finding(
                    count(statement, "order"),
                    count(statement, "account"),
                    count(statement, "active"),
                    count(statement, "account") + count(statement, "sms"),
                    List.copyOf(missing));
        }
    }

    private long awaitMessages(Statement statement) throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long due = number(statement, "select count(*) from message where state <> 'sent'");
        while (due > 0 && System.nanoTime() < end) {
            Thread.sleep(500);
            due = number(statement, "select count(*) from message where state <> 'sent'");
        }
        return due;
    }

    private long withoutMessage(Statement statement) throws SQLException {
        long missing = 0;
        try (ResultSet rows = statement.executeQuery("select value from kept where kind in ('account', 'sms')")) {
            while (rows.next()) {
                missing += mailboxes.newest(Objects.requireNonNull(rows.getString(1))) == null ? 1 : 0;
            }
        }
        return missing;
    }

    private static void copy(Connection connection, Path file) throws SQLException, IOException {
        List<String[]> lines = Files.readAllLines(file).stream()
                .map(line -> line.split(" ", 2))
                .toList();
        try (PreparedStatement insert =
                connection.prepareStatement("insert into kept select * from unnest(?::text[], ?::text[])")) {
            insert.setArray(1, column(connection, lines, 0));
            insert.setArray(2, column(connection, lines, 1));
            insert.executeUpdate();
        }
    }

    private static Array column(Connection connection, List<String[]> lines, int index) throws SQLException {
        return connection.createArrayOf(
                "text", lines.stream().map(line -> line[index]).toArray());
    }

    private static long count(Statement statement, String kind) throws SQLException {
        return number(statement, "select count(*) from kept where kind = '" + kind + "'");
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void report(List<String> missing, long count, String what) {
        if (count > 0) {
            missing.add(count + " " + what);
        }
    }
}
