package dev.gatehouse.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.MovableClock;
import dev.gatehouse.testing.TestReseller;
import dev.gatehouse.webhook.Hooks.Made;
import dev.gatehouse.webhook.Receiver.Heard;
import dev.gatehouse.webhook.Receiver.Mood;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SuspendedResellerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Hooks hooks;

    @Inject
    MovableClock clock;

    private final Receiver receiver = new Receiver();
    private final Receiver provider = new Receiver();

    @AfterEach
    void tidy() {
        hooks.tidy();
        receiver.close();
        provider.close();
    }

    @Test
    void hearsOfNothing() {
        // given an event that its receiver has not taken yet
        TestReseller reseller = TestReseller.fresh();
        UUID before = UUID.randomUUID();
        UUID meanwhile = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        hooks.provider(provider);
        Made endpoint = hooks.make(reseller.key(), receiver.url(), Hooks.EVERYTHING);
        receiver.be(Mood.FAILING);
        hooks.publish(EventType.KYC_REQUIRED, before, reseller.id());
        await().atMost(PATIENCE).until(() -> "status".equals(endpoint.delivery().get("error")));
        receiver.be(Mood.GOOD);

        // when
        act(reseller, "suspend");
        clock.advance(Duration.ofSeconds(10));
        hooks.publish(EventType.KYC_APPROVED, meanwhile, reseller.id());

        // then the provider hears of it, and the reseller neither of this nor of what was due
        await().atMost(PATIENCE).until(() -> provider.about(meanwhile).size() == 1);
        assertThat(receiver.heard()).hasSize(1);

        // and
        act(reseller, "reinstate");
        hooks.publish(EventType.KYC_REQUIRED, after, reseller.id());
        await().atMost(PATIENCE)
                .until(() -> receiver.about(before).size() == 2
                        && receiver.about(after).size() == 1);
        assertThat(receiver.about(before))
                .extracting(Heard::id)
                .hasSize(2)
                .containsOnly(receiver.about(before).get(0).id());
        assertThat(receiver.about(meanwhile)).isEmpty();
    }

    private static void act(TestReseller reseller, String action) {
        TestReseller.staff()
                .body(Map.of("action", action, "reason", "Unpaid"))
                .post("/staff/resellers/" + reseller.id() + "/actions")
                .then()
                .statusCode(200);
    }
}
