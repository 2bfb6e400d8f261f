package dev.gatehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.crypto.TestKeyrings;
import dev.gatehouse.platform.persistence.Rows;
import dev.gatehouse.webhook.Hooks.Made;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecretResealTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte BEFORE = 41;
    private static final byte NOW = 42;
    private static final String URL = "https://hooks.example.org/gatehouse";

    @Inject
    Hooks hooks;

    @Inject
    EndpointStore store;

    @Inject
    RandomSource random;

    @AfterEach
    void tidy() {
        hooks.tidy();
    }

    @Test
    void bothLiveSecretsOutliveThePreviousSecretOfTheService() {
        // given an endpoint from before the change, and one that nobody can open any more
        Made old = hooks.make(Hooks.STAFF, URL, List.of("order.accepted"));
        Made lost = hooks.make(Hooks.STAFF, URL, List.of("order.accepted"));
        Secrets before = new Secrets(TestKeyrings.sealer(TestKeyrings.of(BEFORE)), random);
        Secrets.New current = before.make(old.id());
        Secrets.New previous = before.make(old.id());
        hooks.execute(
                "update webhook_endpoint set secret = $2, previous_secret = $3,"
                        + " previous_secret_until = now() + interval '10 years' where id = $1",
                Tuple.of(old.id(), Rows.bytes(current.sealed()), Rows.bytes(previous.sealed())));
        String unread = sealed(lost.id(), "secret");

        // when
        new SecretReseal(store, new Secrets(TestKeyrings.sealer(TestKeyrings.of(NOW, BEFORE)), random))
                .reseal()
                .await()
                .indefinitely();

        // then
        Secrets after = new Secrets(TestKeyrings.sealer(TestKeyrings.of(NOW)), random);
        assertThat(opened(after, old.id(), "secret")).isEqualTo(current.shown());
        assertThat(opened(after, old.id(), "previous_secret")).isEqualTo(previous.shown());
        assertThat(sealed(lost.id(), "secret")).isEqualTo(unread);
    }

    /** As after a leak: the service's secret is replaced, and then the endpoint's. */
    @Test
    void theSecretFromBeforeHoldsNothingUpWhenItDoesNotOpen() {
        try (Receiver receiver = new Receiver()) {
            UUID account = UUID.randomUUID();
            Made endpoint = hooks.provider(receiver);
            Secrets foreign = new Secrets(TestKeyrings.sealer(TestKeyrings.of(BEFORE)), random);
            hooks.execute(
                    "update webhook_endpoint set previous_secret = $2, previous_secret_until = now() + interval '10 years'"
                            + " where id = $1",
                    Tuple.of(
                            endpoint.id(),
                            Rows.bytes(foreign.make(endpoint.id()).sealed())));

            hooks.publish(EventType.ORDER_ACCEPTED, account, null);

            await().atMost(PATIENCE).until(() -> receiver.about(account).size() == 1);
            assertThat(Hooks.signers(receiver.about(account).get(0), endpoint.secret()))
                    .hasSize(1);
        }
    }

    private String opened(Secrets secrets, UUID id, String column) {
        byte[] secret = secrets.open(id, Base64.getDecoder().decode(sealed(id, column)));
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    private String sealed(UUID id, String column) {
        Row row = hooks.row("select " + column + " from webhook_endpoint where id = $1", Tuple.of(id));
        return Base64.getEncoder().encodeToString(row.getBuffer(0).getBytes());
    }
}
