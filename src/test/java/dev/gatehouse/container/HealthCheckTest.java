package dev.gatehouse.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The script by which the images tell how their node is. */
class HealthCheckTest {

    @Test
    void itFollowsTheStatusOfTheReadinessAnswer() throws Exception {
        List<String> asked = new ArrayList<>();
        int[] status = {200};
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        node.start();
        try {
            int ready = run(node.getAddress().getPort());
            status[0] = 503;
            int notReady = run(node.getAddress().getPort());

            assertThat(ready).isZero();
            assertThat(notReady).isEqualTo(1);
            assertThat(asked).containsExactly("GET /q/health/ready", "GET /q/health/ready");
        } finally {
            node.stop(0);
        }
    }

    @Test
    void whereNobodyListensItFails() throws Exception {
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }

        assertThat(run(free)).isEqualTo(1);
    }

    private static int run(int port) throws IOException, InterruptedException {
        ProcessBuilder check = new ProcessBuilder("bash", "docker/healthcheck")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        check.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        Process process = check.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
