package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Hashing takes by far the longest of all, so its time would tell what an answer does not. Counted by the pool's own
 * metric, which is the number of hashes since the start.
 */
@QuarkusTest
class OneHashTest {
    @Inject
    MeterRegistry meters;

    @Test
    void aRegistrationHashesOnceWhetherOrNotTheAddressIsTaken() {
        Pathway owner = Pathway.withEmail();
        Pathway decoy = Pathway.of(owner.email());
        Pathway free = Pathway.fresh();

        assertOneHash(() -> decoy.register(decoy.registration()).then().statusCode(201));
        assertOneHash(() -> free.register(free.registration()).then().statusCode(201));
    }

    @Test
    void aSignInHashesOnceWhateverTheNumberOfAccounts() {
        Pathway one = Pathway.registered();
        Pathway many = Pathway.of(Identities.email());
        for (int i = 0; i < 3; i++) {
            Map<String, Object> body = many.registration();
            body.put("password", "another long password " + i);
            many.register(body).then().statusCode(201);
        }

        assertOneHash(() -> one.signIn(Pathway.PASSWORD));
        assertOneHash(() -> one.trySignIn("not the password").then().statusCode(401));
        assertOneHash(() -> Pathway.fresh().trySignIn("not the password").then().statusCode(401));
        assertOneHash(() ->
                Pathway.of("no address").trySignIn("not the password").then().statusCode(401));
        assertOneHash(() -> many.signIn("another long password 0"));
        assertOneHash(() -> many.signIn("another long password 2"));
        assertOneHash(() -> many.trySignIn("not the password").then().statusCode(401));
    }

    private void assertOneHash(Runnable request) {
        double before = hashes();
        request.run();
        await().until(() -> hashes() > before);
        assertThat(hashes() - before).isEqualTo(1);
    }

    private double hashes() {
        return meters.get("worker.pool.completed")
                .tag("pool.name", "gatehouse-argon2")
                .counter()
                .count();
    }
}
