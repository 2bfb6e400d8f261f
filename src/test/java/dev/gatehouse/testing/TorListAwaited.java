package dev.gatehouse.testing;

import dev.gatehouse.feed.tor.TorExitsFeed;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Begins no test before the first list of Tor exits is there, which the service fetches when it starts: until then it defers
 * whoever comes from a global address.
 */
public final class TorListAwaited implements QuarkusTestBeforeEachCallback {
    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        ArcContainer container = Arc.container();
        if (container == null) {
            return; // a test of the package, whose clients have no such address
        }
        TorExitsFeed feed = container.instance(TorExitsFeed.class).get();
        Awaitility.await("the first list of Tor exits")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> feed.current() != null);
    }
}
