package dev.gatehouse.screening;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * The policy that the design's table gives, as version 1.
 *
 * <p>{@code phone-line} looks at the number again after its proof, but only in shadow: a numbering plan that changes under
 * an honest client's number is worth knowing and no reason to act.
 */
@DefaultBean
@Singleton
final class DefaultPolicy implements PolicySource {
    private static final CheckPolicy REVIEW = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.REVIEW);
    private static final CheckPolicy REVIEW_OR_GO_ON = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.ALLOW);
    private static final CheckPolicy LOOK_ONLY = new CheckPolicy(Mode.SHADOW, Action.REVIEW, Action.ALLOW);

    private final ChainPolicy policy = new ChainPolicy(
            1,
            Map.ofEntries(
                    entry("disposable-email", Phase.REGISTRATION, REVIEW),
                    entry("phone-line", Phase.REGISTRATION, REVIEW),
                    entry("phone-line", Phase.PHONE_CHANGE, REVIEW),
                    entry("phone-line", Phase.PHONE_VERIFIED, LOOK_ONLY),
                    entry("registration-velocity", Phase.REGISTRATION, REVIEW),
                    entry("device-velocity", Phase.REGISTRATION, REVIEW_OR_GO_ON),
                    entry("order-velocity", Phase.ORDER, REVIEW_OR_GO_ON)));

    @Override
    public ChainPolicy current() {
        return policy;
    }

    private static Map.Entry<ChainPolicy.Line, CheckPolicy> entry(String check, Phase phase, CheckPolicy policy) {
        return Map.entry(new ChainPolicy.Line(check, phase), policy);
    }
}
