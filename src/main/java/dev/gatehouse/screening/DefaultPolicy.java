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
final class DefaultPolicy implements PolicyDefaults {
    private static final CheckPolicy REVIEW = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.REVIEW);
    private static final CheckPolicy REVIEW_OR_GO_ON = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.ALLOW);
    private static final CheckPolicy REFUSE_OR_GO_ON = new CheckPolicy(Mode.ENFORCE, Action.BLOCK, Action.ALLOW);
    private static final CheckPolicy REVIEW_OR_DEFER = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.DEFER);
    private static final CheckPolicy LOOK_ONLY = new CheckPolicy(Mode.SHADOW, Action.REVIEW, Action.ALLOW);
    private static final CheckPolicy DENY = new CheckPolicy(Mode.ENFORCE, Action.BLOCK, Action.DEFER);
    private static final CheckPolicy LET_THROUGH = new CheckPolicy(Mode.ENFORCE, Action.ALLOW, Action.ALLOW);

    private final ChainPolicy policy = new ChainPolicy(
            1,
            Map.ofEntries(
                    entry("deny-list", Phase.REGISTRATION, DENY),
                    entry("deny-list", Phase.PHONE_CHANGE, DENY),
                    entry("deny-list", Phase.EMAIL_CHANGE, DENY),
                    entry("deny-list", Phase.ORDER, DENY),
                    entry("allow-list", Phase.REGISTRATION, LET_THROUGH),
                    entry("allow-list", Phase.PHONE_CHANGE, LET_THROUGH),
                    entry("allow-list", Phase.PHONE_VERIFIED, LET_THROUGH),
                    entry("allow-list", Phase.EMAIL_CHANGE, LET_THROUGH),
                    entry("allow-list", Phase.ORDER, LET_THROUGH),
                    entry("disposable-email", Phase.REGISTRATION, REVIEW),
                    entry("disposable-email", Phase.EMAIL_CHANGE, REVIEW),
                    entry("email-domain", Phase.REGISTRATION, REFUSE_OR_GO_ON),
                    entry("email-domain", Phase.EMAIL_CHANGE, REFUSE_OR_GO_ON),
                    entry("phone-line", Phase.REGISTRATION, REVIEW),
                    entry("phone-line", Phase.PHONE_CHANGE, REVIEW),
                    entry("registration-velocity", Phase.REGISTRATION, REVIEW),
                    entry("device-velocity", Phase.REGISTRATION, REVIEW_OR_GO_ON),
                    entry("multiple-accounts", Phase.REGISTRATION, REVIEW_OR_DEFER),
                    entry("multiple-accounts", Phase.PHONE_VERIFIED, REVIEW_OR_GO_ON),
                    entry("multiple-accounts", Phase.ORDER, REVIEW_OR_DEFER),
                    entry("minfraud", Phase.REGISTRATION, REVIEW_OR_GO_ON),
                    entry("minfraud", Phase.ORDER, REVIEW_OR_DEFER),
                    entry("tor-exit", Phase.REGISTRATION, REVIEW_OR_DEFER),
                    entry("tor-exit", Phase.ORDER, REVIEW_OR_DEFER),
                    entry("order-velocity", Phase.ORDER, REVIEW_OR_GO_ON),
                    entry("geo-consistency", Phase.REGISTRATION, LOOK_ONLY),
                    entry("geo-consistency", Phase.ORDER, LOOK_ONLY)));

    @Override
    public ChainPolicy defaults() {
        return policy;
    }

    private static Map.Entry<ChainPolicy.Line, CheckPolicy> entry(String check, Phase phase, CheckPolicy policy) {
        return Map.entry(new ChainPolicy.Line(check, phase), policy);
    }
}
