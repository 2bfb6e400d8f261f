package dev.gatehouse.platform.problem;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL or Redis is away, full or slow: {@code 503 service-unavailable} with {@code Retry-After}. A statement that
 * PostgreSQL took and refused is a defect and stays a 500.
 */
final class OutageFailures implements FailureReader {
    private static final Duration RETRY = Duration.ofSeconds(5);

    /**
     * SQLSTATE classes and codes that pass by themselves: connection (08), a lost race (40), resources (53), the
     * server going down or coming up (57P), cancelled by a timeout (57014), lock not to be had (55P03).
     */
    private static final List<String> PASSING = List.of("08", "40", "53", "57P", "57014", "55P03");

    /** What Vert.x's pools say, having no type for it, when no connection is to be had in time. */
    private static final List<String> POOL =
            List.of("Timeout", "Timeout waiting for connection", "Connection is closed");

    @Override
    public @Nullable Refusal read(Throwable failure) {
        return isOutage(failure) ? Refusal.of(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(RETRY) : null;
    }

    private static boolean isOutage(Throwable failure) {
        if (failure instanceof PgException refused) {
            String state = refused.getSqlState();
            return state != null && PASSING.stream().anyMatch(state::startsWith);
        }
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || failure instanceof ClosedConnectionException
                || failure instanceof java.nio.channels.ClosedChannelException
                || failure instanceof io.netty.handler.timeout.TimeoutException
                || failure instanceof TimeoutException
                || failure instanceof java.util.concurrent.TimeoutException
                || failure instanceof org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException
                || failure instanceof CircuitBreakerOpenException
                || failure instanceof BulkheadException
                || isPool(failure);
    }

    private static boolean isPool(Throwable failure) {
        String message = failure.getMessage();
        return message != null
                && failure.getClass().getName().startsWith("io.vertx.")
                && (POOL.contains(message) || message.contains("max wait queue size"));
    }
}
