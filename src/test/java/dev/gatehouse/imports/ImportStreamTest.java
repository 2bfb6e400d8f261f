package dev.gatehouse.imports;

import static dev.gatehouse.imports.ExistingClients.id;
import static dev.gatehouse.imports.ExistingClients.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The body of an import as it goes over the wire. */
@QuarkusTest
class ImportStreamTest {
    private ExistingClients staff;

    @BeforeEach
    void begin() {
        staff = ExistingClients.staff("staff:admin");
    }

    @Test
    void nobodyWhoMayNotIsReadFrom() throws IOException {
        for (String credential : new String[] {
            "",
            "X-Api-Key: gh_wrong\r\n",
            "X-Api-Key: " + ExistingClients.staff("staff:read").key() + "\r\n"
        }) {
            try (Socket socket = open("Content-Length: 7000000\r\n" + credential)) {
                String head = head(socket);

                assertThat(head)
                        .as("before a byte of the body was sent")
                        .matches("(?s)HTTP/1.1 (401|403) .*")
                        .containsIgnoringCase("connection: close")
                        .contains("application/problem+json");
            }
        }
    }

    @Test
    void aFileThatIsSaidToBeTooLargeIsNotReadEither() throws IOException {
        try (Socket socket = open("Content-Length: 9000000\r\n" + credential())) {
            assertThat(head(socket)).startsWith("HTTP/1.1 413 ");
        }
        assertThat(staff.newest()).isNull();
    }

    @Test
    void aFileThatTurnsOutToBeTooLargeFails() throws IOException {
        try (Socket socket = open("Transfer-Encoding: chunked\r\n" + credential())) {
            byte[] first = line(id(), id() + "@example.org", Map.of()).getBytes(StandardCharsets.UTF_8);
            chunk(socket, first);
            byte[] blanks = (" ".repeat(65_535) + "\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 128; i++) {
                chunk(socket, blanks);
            }
            assertThat(head(socket)).startsWith("HTTP/1.1 413 ");
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> "failed".equals(newest("status")));
        assertThat(newest("failure")).isEqualTo("payload-too-large");
    }

    @Test
    void whoWaitsToBeAskedIsAsked() throws IOException {
        byte[] file = line(id(), id() + "@example.org", Map.of()).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = open("Expect: 100-continue\r\nContent-Length: " + file.length + "\r\n" + credential())) {
            assertThat(head(socket)).startsWith("HTTP/1.1 100 ");
            socket.getOutputStream().write(file);
            assertThat(head(socket)).startsWith("HTTP/1.1 202 ");
        }
    }

    @Test
    void whoHangsUpHasImportedWhatWasWritten() throws IOException {
        String prefix = id();
        String some = IntStream.range(0, 1200)
                .mapToObj(i -> line(prefix + "-" + i, prefix + "." + i + "@example.org", Map.of()))
                .collect(Collectors.joining());
        Socket socket = open("Content-Length: 5000000\r\n" + credential());
        socket.getOutputStream().write(some.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        Awaitility.await("two batches are written while the file is on its way")
                .atMost(Duration.ofSeconds(20))
                .until(() -> Integer.valueOf(1000).equals(newest("imported")));
        assertThat(newest("status")).isEqualTo("running");

        socket.setSoLinger(true, 0);
        socket.close();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> "failed".equals(newest("status")));
        assertThat(newest("failure")).isEqualTo("hung-up");
        assertThat(newest("total")).isEqualTo(1000);

        assertThat(ExistingClients.counts(staff.importing(some)))
                .as("sent again")
                .isEqualTo("200 1000 0");
    }

    private Object newest(String field) {
        Map<String, Object> newest = staff.newest();
        return newest == null ? "" : Objects.requireNonNull(newest.getOrDefault(field, ""));
    }

    private String credential() {
        return "X-Api-Key: " + staff.key() + "\r\n";
    }

    private static Socket open(String headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST /staff/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                                + headers + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void chunk(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream()
                .write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** The next status line and header. */
    private static String head(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up after: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
