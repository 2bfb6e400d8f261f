package dev.gatehouse.messaging.sms;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.jspecify.annotations.Nullable;

/** The second gateway: Vonage's SMS API. */
@ApplicationScoped
class VonageGateway implements SmsGateway {
    private static final int OK = 200;
    private static final String SENT = "0";

    /**
     * <a href="https://developer.vonage.com/en/messaging/sms/guides/troubleshooting-sms">Statuses</a> that are about the
     * number: invalid parameter, not routable, barred, not on the list of a trial account.
     */
    private static final Set<String> NUMBER_ERRORS = Set.of("3", "6", "7", "29");

    private final SmsSettings.Vonage settings;
    private final GatewayCalls calls;
    private final VonageApi api;

    VonageGateway(SmsSettings settings, GatewayCalls calls) {
        this.settings = settings.vonage();
        this.calls = calls;
        this.api = calls.client(this.settings.baseUrl(), VonageApi.class);
    }

    /**
     * What Vonage answers.
     *
     * @param messages one for each part that the text was cut into
     */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(@Nullable List<Part> messages) {}

    /**
     * One part.
     *
     * @param status {@code 0} when it is on its way
     * @param id the message's id
     */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Part(@Nullable String status, @JsonProperty("message-id") @Nullable String id) {}

    @Override
    public String name() {
        return "vonage";
    }

    @Override
    public boolean configured() {
        return settings.apiKey().isPresent()
                && settings.apiSecret().isPresent()
                && settings.from().isPresent();
    }

    @Override
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 10_000, successThreshold = 1)
    public Uni<Handover> send(String to, String text) {
        return calls.read(
                api.send(
                        settings.apiKey().orElseThrow(),
                        settings.apiSecret().orElseThrow(),
                        settings.from().orElseThrow(),
                        to.startsWith("+") ? to.substring(1) : to,
                        text,
                        Gsm7.holds(text) ? "text" : "unicode"),
                this::handover);
    }

    private Handover handover(Response response) {
        if (response.getStatus() != OK) {
            throw new GatewayException(String.valueOf(response.getStatus()));
        }
        List<Part> parts = calls.body(response, Answer.class).messages();
        if (parts == null || parts.isEmpty()) {
            throw GatewayCalls.unreadable(response);
        }
        for (Part part : parts) {
            String status = part.status();
            if (status == null) {
                throw GatewayCalls.unreadable(response);
            }
            if (NUMBER_ERRORS.contains(status)) {
                return new Handover.Rejected(status);
            }
            if (!status.equals(SENT)) {
                throw new GatewayException(status);
            }
        }
        String id = parts.get(0).id();
        return new Handover.Taken(id == null ? "" : id);
    }
}
