package dev.gatehouse.screening;

import java.util.Arrays;
import java.util.List;

/** Plans for tests of other packages. */
public final class TestPlans {
    private TestPlans() {}

    /** A plan of these checks, in this order. */
    public static ChainPlan of(ChainPolicy policy, Check... checks) {
        List<String> order = Arrays.stream(checks).map(Check::id).toList();
        return new ChainPlan(order, List.of(checks), policy);
    }
}
