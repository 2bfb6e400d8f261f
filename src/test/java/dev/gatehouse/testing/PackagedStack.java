package dev.gatehouse.testing;

import dev.gatehouse.sandbox.EmbeddedServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives the packaged service, which knows nothing of the sandbox, the servers and simulators of the sandbox in the test's
 * own virtual machine: by settings, as production gets its own. For use with {@code @WithTestResource} on a
 * {@code @QuarkusIntegrationTest}. They end with the virtual machine, so that all test classes share them.
 */
public final class PackagedStack implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return EmbeddedServers.allSettings();
    }

    @Override
    public void stop() {
        // The next test class uses the same servers.
    }
}
