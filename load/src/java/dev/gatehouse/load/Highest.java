package dev.gatehouse.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The highest rate of a scenario, measured in one or several turns between which the floor had its own: the speed of a machine
 * changes within minutes, so what is compared must be measured side by side.
 *
 * @param turns of users who send one request after the other
 * @param cpuSeconds processor seconds of the service on their plateaus
 * @param floors transactions a second of the same statements without the service, as often as they were measured
 */
record Highest(List<Run> turns, double cpuSeconds, List<Double> floors) {
    Highest {
        turns = List.copyOf(turns);
        floors = List.copyOf(floors);
    }

    /** The same with a floor that was measured later. */
    Highest over(double transactionsPerSecond) {
        return new Highest(turns, cpuSeconds, List.of(transactionsPerSecond));
    }

    /** Requests that were answered as they should, a second. */
    double ratePerSecond() {
        return requests()
                * 1_000.0
                / turns.stream().mapToLong(turn -> turn.to() - turn.from()).sum();
    }

    /** Requests that were answered as they should. */
    long requests() {
        return turns.stream().mapToLong(Run::requests).sum();
    }

    /** What went wrong. */
    long errors() {
        return turns.stream().mapToLong(Run::errors).sum();
    }

    /** Processor seconds of the service for a thousand requests. */
    double cpuPerThousand() {
        return requests() == 0 ? 0 : cpuSeconds * 1_000 / requests();
    }

    /** The floor, or {@code null} where there is none. */
    @Nullable Double floor() {
        return floors.isEmpty()
                ? null
                : floors.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The highest rate as a share of the floor, or {@code null}. */
    @Nullable Double ratio() {
        Double under = floor();
        return under == null ? null : ratePerSecond() / under;
    }
}
