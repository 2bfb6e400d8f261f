package dev.gatehouse.load;

import java.time.Duration;
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
    /** A plateau of less says nothing about memory: the heap may still be finding its size. */
    private static final Duration LONG = Duration.ofMinutes(5);

    /** By so much of its start resident memory may grow in a long run. */
    private static final double MOST_GROWTH = 0.3;

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
