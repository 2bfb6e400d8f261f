package dev.gatehouse.messaging.sms;

import dev.gatehouse.messaging.Attempt;
import dev.gatehouse.messaging.Channel;
import dev.gatehouse.messaging.Outages;
import dev.gatehouse.messaging.Sends;
import dev.gatehouse.messaging.Sms;
import dev.gatehouse.messaging.SmsTransport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * The configured gateways, one after the other until one takes the text. A gateway that timed out may have sent it: the
 * next sends the same. If all say that the number is bad, it is refused for good; else it may work later.
 */
@ApplicationScoped
class GatewayChain implements SmsTransport {
    private static final String NONE = "none";

    private final List<SmsGateway> gateways;
    private final SmsWriter writer;
    private final Sends sends;
    private final Outages outages;

    GatewayChain(TwilioGateway twilio, VonageGateway vonage, SmsWriter writer, Sends sends, Outages outages) {
        this.gateways = Stream.<SmsGateway>of(twilio, vonage)
                .filter(SmsGateway::configured)
                .toList();
        this.writer = writer;
        this.sends = sends;
        this.outages = outages;
    }

    @Override
    public Uni<Attempt> send(Sms sms) {
        if (gateways.isEmpty()) {
            Attempt failed = new Attempt.Failed("no-gateway");
            sends.count(Channel.SMS, sms.kind().code(), failed, NONE);
            return Uni.createFrom().item(failed);
        }
        return offer(sms, writer.write(sms), 0, List.of());
    }

    private Uni<Attempt> offer(Sms sms, String text, int index, List<Attempt> before) {
        if (index == gateways.size()) {
            return Uni.createFrom().item(GatewayVerdict.of(before));
        }
        return attempt(gateways.get(index), sms, text).chain(attempt -> {
            if (attempt instanceof Attempt.Delivered) {
                return Uni.createFrom().item(attempt);
            }
            return offer(sms, text, index + 1, GatewayVerdict.and(before, attempt));
        });
    }

    private Uni<Attempt> attempt(SmsGateway gateway, Sms sms, String text) {
        return Uni.createFrom()
                .deferred(() -> gateway.send(sms.recipient(), text))
                .map(handover -> answered(gateway.name(), handover))
                .onFailure()
                .recoverWithItem(failure -> failed(gateway.name(), failure))
                .invoke(attempt -> sends.count(Channel.SMS, sms.kind().code(), attempt, gateway.name()));
    }

    private Attempt answered(String gateway, Handover handover) {
        outages.answered(gateway);
        return handover instanceof Handover.Rejected rejected
                ? new Attempt.Refused(gateway + ':' + rejected.code())
                : new Attempt.Delivered(gateway);
    }

    private Attempt failed(String gateway, Throwable failure) {
        String error = gateway + ':' + code(failure);
        outages.failed(gateway, error);
        return new Attempt.Failed(error);
    }

    private static String code(Throwable failure) {
        if (failure instanceof GatewayException known) {
            return known.code();
        }
        return failure instanceof CircuitBreakerOpenException
                ? "breaker-open"
                : failure.getClass().getSimpleName();
    }
}
