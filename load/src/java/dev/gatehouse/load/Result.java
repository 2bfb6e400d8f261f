package dev.gatehouse.load;

import java.time.Duration;

/**
 * What a scenario came to.
 *
 * @param scenario which
 * @param highest the rate of users who send one request after the other, and its floor
 * @param shared the run of arrivals at a share of the highest rate
 * @param sharedCpu processor seconds of the service on its plateau
 * @param rssAtStart resident memory of the service in MiB when that plateau began
 * @param rssAtEnd when it ended
 * @param found what was confirmed and is there
 */
record Result(
        Scenario scenario,
        Highest highest,
        Run shared,
        double sharedCpu,
        double rssAtStart,
        double rssAtEnd,
        Proof.Finding found) {
    /** A plateau of less says nothing about memory: the heap may still be finding its size. */
    private static final Duration LONG = Duration.ofMinutes(5);

    /** By so much of its start resident memory may grow in a long run. */
    private static final double MOST_GROWTH = 0.3;

    /** The same with a floor that was measured later. */
    Result over(double transactionsPerSecond) {
        return new Result(
                scenario, highest.over(transactionsPerSecond), shared, sharedCpu, rssAtStart, rssAtEnd, found);
    }

    /** Requests that were not answered as they should. */
    long errors() {
        return highest.errors() + shared.errors();
    }

    /** By how much of its start resident memory has grown on the plateau at the share; negative where it has shrunk. */
    double growth() {
        return rssAtEnd / rssAtStart - 1;
    }

    /** Whether memory stayed flat, as far as the run was long enough to tell. */
    boolean flat() {
        return shared.to() - shared.from() < LONG.toMillis() || growth() <= MOST_GROWTH;
    }

    /** Whether nothing went wrong, nothing is lost and memory stayed flat. */
    boolean good() {
        return errors() == 0
                && highest.requests() > 0
                && shared.requests() > 0
                && found.missing().isEmpty()
                && flat();
    }
}
