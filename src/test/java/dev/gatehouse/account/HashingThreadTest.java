package dev.gatehouse.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Argon2 fills 19 MiB for each hash. In Java, to which a node without the C library falls back, the threads that compute
 * it are those that allocate it.
 */
@QuarkusTest
@TestProfile(HashingThreadTest.WithoutTheLibrary.class)
class HashingThreadTest {
    private static final int HASHES = 10;
    private static final long BYTES_A_HASH = 19L * 1024 * 1024;

    /** The C library in a directory where it is not. */
    public static final class WithoutTheLibrary implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gatehouse.passwords.libraries", "target");
        }
    }

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void passwordsAreHashedOffTheEventLoop() {
        signInWrongly();
        long workersBefore = allocatedBy("gatehouse-argon2");
        long loopsBefore = allocatedBy("vert.x-eventloop");
        assertThat(workersBefore).isGreaterThanOrEqualTo(BYTES_A_HASH);
        assertThat(loopsBefore).isPositive();
        assertThat(given().get("/q/metrics").asString()).contains("\ngatehouse_passwords_native 0.0\n");

        for (int i = 0; i < HASHES; i++) {
            signInWrongly();
        }

        assertThat(allocatedBy("gatehouse-argon2") - workersBefore).isGreaterThanOrEqualTo(HASHES * BYTES_A_HASH);
        assertThat(allocatedBy("vert.x-eventloop") - loopsBefore).isLessThan(HASHES * BYTES_A_HASH);
    }

    private static void signInWrongly() {
        given().contentType(ContentType.JSON)
                .body(Map.of("email", UUID.randomUUID() + "@example.org", "password", "correct horse battery"))
                .post("/sessions")
                .then()
                .statusCode(401);
    }

    private long allocatedBy(String name) {
        long sum = 0;
        for (ThreadInfo thread : threads.dumpAllThreads(false, false, 0)) {
            if (thread.getThreadName().startsWith(name)) {
                sum += Math.max(0, threads.getThreadAllocatedBytes(thread.getThreadId()));
            }
        }
        return sum;
    }
}
