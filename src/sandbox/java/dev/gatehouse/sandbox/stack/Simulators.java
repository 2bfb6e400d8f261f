package dev.gatehouse.sandbox.stack;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.sandbox.RiskRule;
import dev.gatehouse.sandbox.SmsOutage;
import dev.gatehouse.sandbox.TorExit;
import dev.gatehouse.sandbox.TorOutage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;

/** The upstreams that cost money or stand in the internet, on one local HTTP server, and what steers them. */
final class Simulators {

    private final HttpServer server;

    private Simulators(HttpServer server) {
        this.server = server;
    }

    static Simulators start(SentMessages messages, Clock clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TorExits torExits = new TorExits();
            MinFraudSimulator minFraud = new MinFraudSimulator();
            SumsubSimulator sumsub = new SumsubSimulator(clock);
            server.createContext(
                    "/2010-04-01/Accounts/", Exchange.on("POST", new TwilioSimulator(messages, clock)::send));
            server.createContext("/sms/json", Exchange.on("POST", new VonageSimulator(messages, clock)::send));
            server.createContext("/minfraud/v2.0/", Exchange.on("POST", minFraud::score));
            server.createContext("/resources/applicants", Exchange.on(sumsub::applicants));
            server.createContext("/resources/sdkIntegrations/levels/-/websdkLink", Exchange.on("POST", sumsub::link));
            server.createContext("/kyc-reviews", Exchange.on("POST", sumsub::review));
            server.createContext("/tor/bulk", Exchange.on("GET", torExits::list));
            server.createContext(
                    "/messages",
                    Exchange.on(
                            "GET",
                            exchange -> exchange.answer(
                                    200, messages.list(exchange.query().get("to")))));
            server.createContext("/tor-exits", Exchange.on("POST", exchange -> {
                torExits.add(
                        Exchange.JSON.readValue(exchange.body(), TorExit.class).ip());
                exchange.answerNothing();
            }));
            server.createContext("/tor-outages", Exchange.on("POST", exchange -> {
                torExits.setDown(Exchange.JSON
                        .readValue(exchange.body(), TorOutage.class)
                        .down());
                exchange.answerNothing();
            }));
            server.createContext("/minfraud-rules", Exchange.on("POST", exchange -> {
                minFraud.add(Exchange.JSON.readValue(exchange.body(), RiskRule.class));
                exchange.answerNothing();
            }));
            server.createContext("/sms-outages", Exchange.on("POST", exchange -> {
                SmsOutage outage = Exchange.JSON.readValue(exchange.body(), SmsOutage.class);
                messages.setDown(outage.to(), outage.down());
                exchange.answerNothing();
            }));
            IssuerSimulator issuer = new IssuerSimulator(
                    "http://127.0.0.1:" + server.getAddress().getPort() + IssuerSimulator.PATH, clock);
            server.createContext(
                    IssuerSimulator.PATH + "/.well-known/openid-configuration", Exchange.on("GET", issuer::discover));
            server.createContext(IssuerSimulator.PATH + "/keys", Exchange.on("GET", issuer::keys));
            server.createContext(IssuerSimulator.PATH + "/tokens", Exchange.on("POST", issuer::issue));
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "gatehouse-simulators");
                // Since JDK 19 the server's own thread, which makes these, no longer passes on its creator's.
                thread.setContextClassLoader(Simulators.class.getClassLoader());
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
            return new Simulators(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    Map<String, String> twilio() {
        return Map.of(
                "gatehouse.sms.twilio.base-url",
                url(""),
                "gatehouse.sms.twilio.account-sid",
                TwilioSimulator.ACCOUNT,
                "gatehouse.sms.twilio.auth-token",
                TwilioSimulator.TOKEN,
                "gatehouse.sms.twilio.from",
                "+15005550006");
    }

    Map<String, String> vonage() {
        return Map.of(
                "gatehouse.sms.vonage.base-url",
                url(""),
                "gatehouse.sms.vonage.api-key",
                VonageSimulator.KEY,
                "gatehouse.sms.vonage.api-secret",
                VonageSimulator.SECRET,
                "gatehouse.sms.vonage.from",
                "Gatehouse");
    }

    Map<String, String> sumsub() {
        return Map.of(
                "gatehouse.kyc.sumsub.base-url", url(""),
                "gatehouse.kyc.sumsub.app-token", SumsubSimulator.TOKEN,
                "gatehouse.kyc.sumsub.secret-key", SumsubSimulator.KEY,
                "gatehouse.kyc.sumsub.webhook-secret", SumsubSimulator.WEBHOOK_SECRET,
                "gatehouse.kyc.sumsub.level", SumsubSimulator.LEVEL);
    }

    Map<String, String> minFraud() {
        return Map.of(
                "gatehouse.minfraud.base-url", url(""),
                "gatehouse.minfraud.account-id", MinFraudSimulator.ACCOUNT,
                "gatehouse.minfraud.license-key", MinFraudSimulator.KEY);
    }
}
