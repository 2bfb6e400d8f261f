package dev.gatehouse.load;

import org.jspecify.annotations.Nullable;

/**
 * What a scenario came to.
 *
 * @param scenario which
 * @param highest the run of users who send one request after the other
 * @param highestCpu processor seconds of the service on its plateau
 * @param shared the run of arrivals at a share of the highest rate
 * @param sharedCpu processor seconds of the service on its plateau
 * @param rssAtStart resident memory of the service in MiB when that plateau began
 * @param rssAtEnd when it ended
 * @param found what was confirmed and is there
 * @param floor transactions a second of the same statements without the service, or {@code null} where there is no floor
 */
record Result(
        Scenario scenario,
        Run highest,
        double highestCpu,
        Run shared,
        double sharedCpu,
        double rssAtStart,
        double rssAtEnd,
        Proof.Finding found,
        @Nullable Double floor) {

    /** The same with a floor. */
    Result over(double transactionsPerSecond) {
        return new Result(
                scenario, highest, highestCpu, shared, sharedCpu, rssAtStart, rssAtEnd, found, transactionsPerSecond);
    }

    /** Requests that were not answered as they should. */
    long errors() {
        return highest.errors() + shared.errors();
    }

    /** Processor seconds of the service for a thousand requests at its highest rate. */
    double cpuPerThousand() {
        return highest.requests() == 0 ? 0 : highestCpu * 1_000 / highest.requests();
    }

    /** The highest rate as a share of the floor, or {@code null}. */
    @Nullable Double ratio() {
        return floor == null ? null : highest.ratePerSecond() / floor;
    }

    /** Whether nothing went wrong and nothing is lost. */
    boolean good() {
        return errors() == 0
                && highest.requests() > 0
                && shared.requests() > 0
                && found.missing().isEmpty();
    }
}
