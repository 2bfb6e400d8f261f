package dev.gatehouse.platform.problem;

import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Logs what an operator must know of a failure: our defects with their stack, outages in one line, refusals not. */
final class FailureLog {
    private static final Logger LOG = Logger.getLogger(FailureLog.class);

    private FailureLog() {}

    static void log(Throwable failure, Refusal refusal, RoutingContext routing) {
        if (isHangUp(root(failure), routing)) {
            LOG.debug("the client hung up");
            return;
        }
        if (isTooLarge(failure)) {
            LOG.debug("a body was too large");
            return;
        }
        if (root(failure) instanceof Refusal) {
            // Decided, and no outage: the node ends, or has no room.
            LOG.debugf("a request was refused: %s", refusal.code().code());
            return;
        }
        switch (refusal.code()) {
            case INTERNAL_ERROR -> LOG.error("a request failed", failure);
            case SERVICE_UNAVAILABLE ->
                LOG.warnf(
                        "a request failed for an outage: %s",
                        root(failure).getClass().getName());
            default -> LOG.debugf("a request was refused: %s", refusal.code().code());
        }
    }

    /** A reset may be that of an upstream's connection, unless the client was still to send something or is gone. */
    private static boolean isHangUp(Throwable root, RoutingContext routing) {
        return root instanceof HttpClosedException
                || (HangUp.is(root)
                        && (!routing.request().isEnded() || routing.response().closed()));
    }

    /** The framework has answered with 413 by then, and throws to stop the reader. */
    private static boolean isTooLarge(Throwable failure) {
        return root(failure) instanceof IOException root && "Request too large".equals(root.getMessage());
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 16; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
