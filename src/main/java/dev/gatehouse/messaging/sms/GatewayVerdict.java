package dev.gatehouse.messaging.sms;

import dev.gatehouse.messaging.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the attempts at all gateways, none of which took the text, amount to. Pure. */
final class GatewayVerdict {
    private GatewayVerdict() {}

    /** Refused for good only if every gateway refused; the errors of all, in order: {@code twilio:21211,vonage:7}. */
    static Attempt of(List<Attempt> attempts) {
        String errors = attempts.stream().map(GatewayVerdict::error).collect(Collectors.joining(","));
        boolean refused = !attempts.isEmpty() && attempts.stream().allMatch(Attempt.Refused.class::isInstance);
        return refused ? new Attempt.Refused(errors) : new Attempt.Failed(errors);
    }

    static List<Attempt> and(List<Attempt> before, Attempt next) {
        List<Attempt> all = new ArrayList<>(before);
        all.add(next);
        return List.copyOf(all);
    }

    private static String error(Attempt attempt) {
        if (attempt instanceof Attempt.Refused refused) {
            return refused.error();
        }
        return attempt instanceof Attempt.Failed failed ? failed.error() : "";
    }
}
