package dev.gatehouse.platform.problem;

import org.jboss.logging.Logger;

/** Logs what an operator must know of a failure: our defects with their stack, outages in one line, refusals not. */
final class FailureLog {
    private static final Logger LOG = Logger.getLogger(FailureLog.class);

    private FailureLog() {}

    static void log(Throwable failure, Refusal refusal) {
        switch (refusal.code()) {
            case INTERNAL_ERROR -> LOG.error("a request failed", failure);
            case SERVICE_UNAVAILABLE -> LOG.warnf("a request failed for an outage: %s", root(failure));
            default -> LOG.debugf("a request was refused: %s", refusal.code().code());
        }
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 16; depth++) {
            root = root.getCause();
        }
        return root.getClass().getName();
    }
}
