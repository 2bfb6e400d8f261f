package dev.gatehouse.sandbox.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Ends the servers when this virtual machine is killed and has no time for it.
 *
 * <p>A shell waits for the end of its standard input, a pipe that this virtual machine holds open; the kernel closes it
 * however the machine ends. Then it signals the processes whose pid files are still there. Where there is no POSIX shell
 * (Windows), only an orderly end stops the servers.
 */
final class Guardian implements AutoCloseable {

    private static final String SCRIPT =
            """
            trap '' HUP INT TERM
            while read -r line; do :; done
            for pid in "$0"/*.pid; do [ -f "$pid" ] && kill -KILL "$(cat "$pid")"; done
            [ -f "$0/postgres/postmaster.pid" ] && kill -QUIT "$(head -n 1 "$0/postgres/postmaster.pid")" && sleep 2
            rm -rf "$0"
            """;

    /** Held, so that the pipe is not closed when the garbage is collected. */
    private final @Nullable Process shell;

    private Guardian(@Nullable Process shell) {
        this.shell = shell;
    }

    static Guardian watch(Path directory) throws IOException {
        if (File.separatorChar != '/') {
            return new Guardian(null);
        }
        return new Guardian(new ProcessBuilder("/bin/sh", "-c", SCRIPT, directory.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Lets the shell do what is left to do. */
    @Override
    public void close() throws IOException {
        if (shell != null) {
            shell.getOutputStream().close();
        }
    }
}
