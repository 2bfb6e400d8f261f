package dev.gatehouse.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.gatehouse.load.LoadClient;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One scenario with a ramp and a plateau: a fixed number of users who send one request after the other, which shows the highest
 * rate, or arrivals at a fixed rate who do not wait for each other, which shows what clients would see at that rate.
 */
public final class LoadSimulation extends Simulation {
    private final RunSettings settings = RunSettings.read();
    private final Recorder recorder = new Recorder(settings);
    private final Numbers numbers = Numbers.load(settings.numbers(), settings.accounts());

    /** Made by Gatling. */
    public LoadSimulation() {
        // Else every request is described for a log that nobody writes: until Quarkus starts, its log manager takes in
        // everything.
        Logger.getLogger("").setLevel(Level.WARNING);
        HttpProtocolBuilder protocol = http.baseUrl(settings.service())
                .contentTypeHeader("application/json")
                .acceptHeader("application/json")
                .userAgentHeader(LoadClient.USER_AGENT)
                .disableCaching()
                .disableFollowRedirect()
                .shareConnections();
        setUp(population(new Steps(settings, recorder, numbers).of(settings.scenario())))
                .protocols(protocol)
                .maxDuration(settings.length().plusSeconds(30));
    }

    private PopulationBuilder population(ChainBuilder steps) {
        ScenarioBuilder clients = scenario(settings.scenario().label());
        return settings.users() > 0
                ? clients.exec(during(settings.length()).on(steps))
                        .injectOpen(rampUsers(settings.users()).during(settings.ramp()))
                : clients.exec(steps)
                        .injectOpen(
                                rampUsersPerSec(settings.rate() / settings.ramp())
                                        .to(settings.rate())
                                        .during(settings.ramp()),
                                constantUsersPerSec(settings.rate()).during(settings.plateau()));
    }

    @Override
    public void before() {
        recorder.begin();
    }

    @Override
    public void after() {
        numbers.save();
        try {
            recorder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
