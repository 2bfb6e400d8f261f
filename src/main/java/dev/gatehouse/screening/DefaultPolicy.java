package dev.gatehouse.screening;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * The policy that the design's table gives, as version 1.
 *
 * <p>Where {@code multiple-accounts} has no answer after a proof the client goes on: the next order asks again.
 */
@DefaultBean
@Singleton
final class DefaultPolicy implements PolicySource {
    private static final CheckPolicy REVIEW = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.REVIEW);
    private static final CheckPolicy REVIEW_OR_GO_ON = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.ALLOW);
    private static final CheckPolicy REFUSE_OR_GO_ON = new CheckPolicy(Mode.ENFORCE, Action.BLOCK, Action.ALLOW);
    private static final CheckPolicy REVIEW_OR_DEFER = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.DEFER);

    private final ChainPolicy policy = new ChainPolicy(
            1,
            Map.ofEntries(
                    entry("disposable-email", Phase.REGISTRATION, REVIEW),
                    entry("email-domain", Phase.REGISTRATION, REFUSE_OR_GO_ON),
                    entry("phone-line", Phase.REGISTRATION, REVIEW),
                    entry("phone-line", Phase.PHONE_CHANGE, REVIEW),
                    entry("registration-velocity", Phase.REGISTRATION, REVIEW),
                    entry("device-velocity", Phase.REGISTRATION, REVIEW_OR_GO_ON),
                    entry("multiple-accounts", Phase.REGISTRATION, REVIEW_OR_DEFER),
                    entry("multiple-accounts", Phase.PHONE_VERIFIED, REVIEW_OR_GO_ON),
                    entry("multiple-accounts", Phase.ORDER, REVIEW_OR_DEFER),
                    entry("order-velocity", Phase.ORDER, REVIEW_OR_GO_ON)));

    @Override
    public ChainPolicy current() {
        return policy;
    }

    private static Map.Entry<ChainPolicy.Line, CheckPolicy> entry(String check, Phase phase, CheckPolicy policy) {
        return Map.entry(new ChainPolicy.Line(check, phase), policy);
    }
}
