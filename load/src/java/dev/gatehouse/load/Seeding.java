package dev.gatehouse.load;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.crypto.TestKeyrings;
import dev.gatehouse.platform.web.ClientAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Puts the known clients into the database, as load/seed.sql says. */
final class Seeding {
    private static final Path SCRIPT = Path.of("load", "seed.sql");

    private final Servers servers;
    private final Keyring keyring = TestKeyrings.of(Secret.FILL);

    Seeding(Servers servers) {
        this.servers = servers;
    }

    /** Seeds; the clients from {@code active} on have proven nothing yet. */
    void seed(int active, int pending) throws SQLException, IOException {
        String script = Files.readString(SCRIPT)
                .replace("${active}", Integer.toString(active))
                .replace("${browser}", "'" + LoadClient.USER_AGENT + "'");
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create temporary table load_seed (n bigint, subject bytea)");
            copySubjects(connection.unwrap(PGConnection.class), active + pending);
            statement.execute("analyze load_seed");
            for (String command : script.split(";\n", -1)) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
        }
    }

    private void copySubjects(PGConnection connection, int clients) throws SQLException {
        byte[] key = keyring.key("minfraud");
        CopyIn copy = connection.getCopyAPI().copyIn("copy load_seed from stdin");
        for (int number = 0; number < clients; number++) {
            byte[] row = (number + "\t\\\\x" + HexFormat.of().formatHex(subject(key, new LoadClient(number, true)))
                            + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
            copy.writeToCopy(row, 0, row.length);
        }
        copy.endCopy();
    }

    /** As the service keeps minFraud's answers: AnswerStore. */
    private static byte[] subject(byte[] key, LoadClient client) {
        ClientAddress address = Objects.requireNonNull(ClientAddress.parse(client.address()));
        return Digests.hmac(key, client.email().getBytes(StandardCharsets.UTF_8), address.bytes());
    }
}
