package dev.gatehouse.testing;

import io.quarkus.test.junit.callback.QuarkusTestAfterEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import jakarta.enterprise.inject.spi.CDI;

/** Sets the {@link MovableClock} back after each test, so that none inherits another's time. */
public final class ClockReset implements QuarkusTestAfterEachCallback {
    @Override
    public void afterEach(QuarkusTestMethodContext context) {
        CDI.current().select(MovableClock.class).get().reset();
    }
}
