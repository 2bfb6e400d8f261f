package dev.gatehouse.sandbox.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A directory for this virtual machine's servers, under {@code target/} of the project or, elsewhere, among the temporary
 * files; and what has to be stopped when the virtual machine ends.
 */
final class Workplace {

    private final Path directory;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private Workplace(Path directory) {
        this.directory = directory;
    }

    static Workplace open() {
        Path target = Path.of("target").toAbsolutePath();
        Path base = Files.isWritable(target) ? target : Path.of(System.getProperty("java.io.tmpdir"), "gatehouse");
        String own = Long.toString(ProcessHandle.current().pid());
        try {
            Workplace workplace = new Workplace(
                    Files.createDirectories(base.resolve("sandbox").resolve(own)));
            workplace.stopAtEnd(Guardian.watch(workplace.directory));
            Runtime.getRuntime().addShutdownHook(new Thread(workplace::close, "gatehouse-sandbox-end"));
            return workplace;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory() {
        return directory;
    }

    /** Has a server stopped when the virtual machine ends: last come, first gone. */
    synchronized <T extends AutoCloseable> T stopAtEnd(T server) {
        running.push(server);
        return server;
    }

    private synchronized void close() {
        for (AutoCloseable server : running) {
            try {
                server.close();
            } catch (Exception e) {
                // The log may be closed by now; the guardian ends what is left.
                System.err.println("The sandbox could not stop a server: " + e);
            }
        }
    }
}
