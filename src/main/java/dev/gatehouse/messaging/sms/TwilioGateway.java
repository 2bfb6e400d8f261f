package dev.gatehouse.messaging.sms;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.jspecify.annotations.Nullable;

/** The first gateway: Twilio's Messages API. */
@ApplicationScoped
class TwilioGateway implements SmsGateway {
    private static final int CREATED = 201;

    /**
     * <a href="https://www.twilio.com/docs/api/errors">Errors</a> that are about the number: not valid, not reachable,
     * region not permitted, unsubscribed, not mobile, a landline.
     */
    private static final Set<Integer> NUMBER_ERRORS =
            Set.of(21211, 21214, 21217, 21265, 21408, 21421, 21604, 21610, 21612, 21614, 21635);

    private final SmsSettings.Twilio settings;
    private final GatewayCalls calls;
    private final TwilioApi api;

    TwilioGateway(SmsSettings settings, GatewayCalls calls) {
        this.settings = settings.twilio();
        this.calls = calls;
        this.api = calls.client(this.settings.baseUrl(), TwilioApi.class);
    }

    /**
     * What Twilio answers, both of a message and of an error.
     *
     * @param sid the message's id
     * @param code the error's number
     */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(@Nullable String sid, @Nullable Integer code) {}

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public boolean configured() {
        return settings.accountSid().isPresent()
                && settings.authToken().isPresent()
                && settings.from().isPresent();
    }

    @Override
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 10_000, successThreshold = 1)
    public Uni<Handover> send(String to, String text) {
        String sid = settings.accountSid().orElseThrow();
        return calls.read(
                api.create(
                        basic(sid, settings.authToken().orElseThrow()),
                        sid,
                        to,
                        settings.from().orElseThrow(),
                        text),
                this::handover);
    }

    private Handover handover(Response response) {
        Answer answer = calls.body(response, Answer.class);
        if (response.getStatus() == CREATED && answer.sid() != null) {
            return new Handover.Taken(answer.sid());
        }
        Integer code = answer.code();
        if (code == null) {
            throw GatewayCalls.unreadable(response);
        }
        if (NUMBER_ERRORS.contains(code)) {
            return new Handover.Rejected(code.toString());
        }
        throw new GatewayException(code.toString());
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
    }
}
