package dev.gatehouse.load;

import dev.gatehouse.platform.crypto.TestKeyrings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/** Puts the known clients into the database, as load/seed.sql says. */
final class Seeding {
    private static final Path SCRIPT = Path.of("load", "seed.sql");

    /** The two pads of HMAC and the block of SHA-256 (RFC 2104). */
    private static final byte INNER = 0x36;

    private static final byte OUTER = 0x5C;
    private static final int BLOCK = 64;

    private final Servers servers;

    Seeding(Servers servers) {
        this.servers = servers;
    }

    /** Seeds clients that may order, and after them clients who have proven nothing yet. */
    void seed(int active, int pending) throws SQLException, IOException {
        String script = Files.readString(SCRIPT)
                .replace("${active}", Integer.toString(active))
                .replace("${clients}", Integer.toString(active + pending))
                .replace("${browser}", "'" + LoadClient.USER_AGENT + "'")
                .replace("${inner}", padded(INNER))
                .replace("${outer}", padded(OUTER));
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            for (String command : script.split(";\n", -1)) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
        }
    }

    /** The key under which the service keeps minFraud's answers, combined with a pad. */
    private static String padded(byte pad) {
        byte[] block = new byte[BLOCK];
        byte[] key = TestKeyrings.of(Secret.FILL).key("minfraud");
        System.arraycopy(key, 0, block, 0, key.length);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= pad;
        }
        return HexFormat.of().formatHex(block);
    }
}
