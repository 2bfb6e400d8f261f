package dev.gatehouse.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The line to a server on this machine. A test cuts it, so that for the service the server is gone, and joins it again on
 * the same port, while the server itself and whoever else uses it go on.
 */
public final class Line implements LineMBean {
    private final int server;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Socket> waiting = new ArrayList<>();
    private @Nullable ServerSocket listening;
    private boolean stalled;

    private Line(int server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Lays a line to the server on that port. */
    public static Line to(int server) {
        Line line = new Line(server, freePort());
        line.join();
        return line;
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int getPort() {
        return port;
    }

    @Override
    public synchronized void join() {
        stalled = false;
        waiting.forEach(this::connect);
        waiting.clear();
        if (listening != null) {
            return;
        }
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            listening = socket;
            run("accept", () -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void stall() {
        stalled = true;
        endAll();
    }

    @Override
    public synchronized int getWaiting() {
        return waiting.size();
    }

    @Override
    public synchronized void cut() {
        ServerSocket socket = listening;
        listening = null;
        if (socket != null) {
            close(socket);
        }
        endAll();
    }

    private void endAll() {
        open.forEach(Line::close);
        open.clear();
        waiting.forEach(Line::close);
        waiting.clear();
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                admit(socket, client);
            } catch (IOException e) {
                // Cut, or the server is gone itself: the client sees it.
            }
        }
    }

    private synchronized void admit(ServerSocket socket, Socket client) {
        if (socket.isClosed()) {
            close(client);
        } else if (stalled) {
            waiting.add(client);
        } else {
            connect(client);
        }
    }

    private void connect(Socket client) {
        try {
            // Closed by the pumps, or when the line is cut.
            Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
            upstream.setTcpNoDelay(true);
            open.add(client);
            open.add(upstream);
            run("up", () -> pump(client, upstream));
            run("down", () -> pump(upstream, client));
        } catch (IOException e) {
            // The server is gone itself: the client sees it.
            close(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // Cut: both ends are closed below.
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void run(String name, Runnable task) {
        Thread thread = new Thread(task, "line-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is closed as far as this machine goes.
        }
    }
}
