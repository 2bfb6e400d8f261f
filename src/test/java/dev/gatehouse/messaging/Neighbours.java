package dev.gatehouse.messaging;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** A mail server and a gateway that tests can stop and teach, apart from the sandbox's. */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {
    private final GreenMail mail = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final WireMockServer gateways =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    private Map<String, String> settings = Map.of();

    @Override
    public Map<String, String> start() {
        mail.start();
        gateways.start();
        settings = Map.ofEntries(
                Map.entry("quarkus.mailer.mock", "false"),
                Map.entry("quarkus.mailer.host", "127.0.0.1"),
                Map.entry(
                        "quarkus.mailer.port",
                        String.valueOf(mail.getSmtp().getServerSetup().getPort())),
                Map.entry("quarkus.mailer.from", "Gatehouse <no-reply@gatehouse.example>"),
                Map.entry("quarkus.mailer.start-tls", "DISABLED"),
                Map.entry("gatehouse.messaging.mail-timeout", "3s"),
                Map.entry("gatehouse.sms.timeout", "2s"),
                Map.entry("gatehouse.sms.twilio.base-url", gateways.baseUrl()),
                Map.entry("gatehouse.sms.twilio.account-sid", "AC1"),
                Map.entry("gatehouse.sms.twilio.auth-token", "token"),
                Map.entry("gatehouse.sms.twilio.from", "+15005550006"),
                Map.entry("gatehouse.sms.vonage.base-url", gateways.baseUrl()),
                Map.entry("gatehouse.sms.vonage.api-key", "key"),
                Map.entry("gatehouse.sms.vonage.api-secret", "secret"),
                Map.entry("gatehouse.sms.vonage.from", "Gatehouse"));
        // As system properties: what a test resource returns ranks below what the sandbox was found to provide.
        settings.forEach(System::setProperty);
        return Map.of();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(mail, field -> field.getType().equals(GreenMail.class));
        injector.injectIntoFields(gateways, field -> field.getType().equals(WireMockServer.class));
    }

    @Override
    public void stop() {
        settings.keySet().forEach(System::clearProperty);
        gateways.stop();
        mail.stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
