package dev.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that takes connections and never says a word. */
public final class HangingServer implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> taken = new CopyOnWriteArrayList<>();

    private HangingServer(ServerSocket listening) {
        this.listening = listening;
    }

    /** Starts one on this machine. */
    public static HangingServer start() {
        try {
            HangingServer server = new HangingServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread thread = new Thread(server::take, "hanging-server");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on which it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    /** How many connections it has taken so far. */
    public int connections() {
        return taken.size();
    }

    private void take() {
        try {
            while (true) {
                taken.add(listening.accept());
            }
        } catch (IOException e) {
            // Closed: nobody is taken any more.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : taken) {
            socket.close();
        }
    }
}
