package dev.gatehouse.screening;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What staff have changed, as one version of the policy. Only what differs from the defaults stands here, so that a
 * release with new checks, or with other defaults for what nobody has touched, just works. Pure.
 *
 * @param version counts up with every change
 * @param lines the lines that differ from the defaults
 */
record PolicyVersion(int version, Map<ChainPolicy.Line, CheckPolicy> lines) {
    /** Keeps a copy of the lines. */
    PolicyVersion {
        lines = Map.copyOf(lines);
    }

    /** Nothing has been changed yet. */
    static PolicyVersion unchanged(ChainPolicy defaults) {
        return new PolicyVersion(defaults.version(), Map.of());
    }

    /** The policy that this version makes of the defaults; lines that the defaults do not have are left out. */
    ChainPolicy over(ChainPolicy defaults) {
        Map<ChainPolicy.Line, CheckPolicy> merged = new HashMap<>(defaults.lines());
        merged.replaceAll((line, policy) -> lines.getOrDefault(line, policy));
        return new ChainPolicy(version, merged);
    }

    /** What stands here without being a line of this release. */
    Set<ChainPolicy.Line> unknown(ChainPolicy defaults) {
        return lines.keySet().stream()
                .filter(line -> !defaults.lines().containsKey(line))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The next version, with these lines in the place of their present ones; this one if they change nothing. Lines that
     * this release does not know stay: a node of another release may.
     */
    PolicyVersion with(Map<ChainPolicy.Line, CheckPolicy> changed, ChainPolicy defaults) {
        Map<ChainPolicy.Line, CheckPolicy> next = new HashMap<>(lines);
        next.putAll(changed);
        next.entrySet().removeIf(line -> line.getValue().equals(defaults.lines().get(line.getKey())));
        return next.equals(lines) ? this : new PolicyVersion(version + 1, next);
    }
}
