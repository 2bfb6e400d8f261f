package dev.gatehouse.screening;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What staff want of a check.
 *
 * @param check the check's id
 * @param phase the one phase that is meant, or {@code null} for all
 * @param mode whether it counts
 * @param onFlag what a flag leads to, or {@code null} to leave that as it is
 * @param onUnavailable what no answer leads to, or {@code null} to leave that as it is
 */
public record PolicyChange(
        String check, @Nullable Phase phase, Mode mode, @Nullable Action onFlag, @Nullable Action onUnavailable) {
    /** The lines that this changes, as they are afterwards; none if the check is not asked in that phase. */
    Map<ChainPolicy.Line, CheckPolicy> of(ChainPolicy policy, List<ChainPolicy.Line> lines) {
        Map<ChainPolicy.Line, CheckPolicy> changed = new HashMap<>();
        lines.stream()
                .filter(line -> line.check().equals(check) && (phase == null || phase == line.phase()))
                .forEach(line -> changed.put(line, of(policy.of(line.check(), line.phase()))));
        return changed;
    }

    private CheckPolicy of(CheckPolicy before) {
        return new CheckPolicy(
                mode,
                onFlag == null ? before.onFlag() : onFlag,
                onUnavailable == null ? before.onUnavailable() : onUnavailable);
    }
}
