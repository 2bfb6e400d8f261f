package dev.gatehouse.kyc;

import dev.gatehouse.testing.Pathway;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One upload over a bare connection, sent bit by bit. */
final class Raw implements AutoCloseable {
    private final Socket socket;

    private Raw(Socket socket) {
        this.socket = socket;
    }

    static Raw post(Pathway client, long length, String... headers) throws IOException {
        return post("/kyc/documents", client, length, headers);
    }

    static Raw post(String path, Pathway client, long length, String... headers) throws IOException {
        Raw raw = new Raw(new Socket(InetAddress.getLoopbackAddress(), RestAssured.port));
        raw.socket.setSoTimeout(30_000);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                + length
                + "\r\nContent-Type: multipart/form-data; boundary=cut\r\nAuthorization: Bearer " + client.accessToken()
                + "\r\n" + String.join("", headers) + "\r\n";
        raw.socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return raw;
    }

    void send(byte[] body, int from, int to) throws IOException {
        socket.getOutputStream().write(body, from, to - from);
        socket.getOutputStream().flush();
    }

    /** The next line that comes back. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    /** All that comes back until the end. */
    String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
