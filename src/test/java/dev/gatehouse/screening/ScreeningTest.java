package dev.gatehouse.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.platform.persistence.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The chain as it is wired, on the real PostgreSQL and Redis. */
@QuarkusTest
class ScreeningTest {
    @Inject
    CheckChain chain;

    @Inject
    DecisionRepository decisions;

    @Inject
    Database database;

    @Test
    void theFourthRegistrationOfAnAddressNeedsReview() {
        // given
        String address = unusedAddress();
        for (int i = 0; i < 3; i++) {
            assertThat(decide(TestContexts.from(address)).verdict()).isEqualTo(Verdict.ALLOW);
        }

        // when
        Decision fourth = decide(TestContexts.from(address));

        // then
        assertThat(fourth.verdict()).isEqualTo(Verdict.REVIEW);
        assertThat(fourth.policyVersion()).isPositive();
        assertThat(fourth.trace())
                .extracting(CheckTrace::id)
                .containsExactly(
                        "deny-list",
                        "allow-list",
                        "disposable-email",
                        "phone-line",
                        "email-domain",
                        "registration-velocity",
                        "device-velocity",
                        "multiple-accounts",
                        "minfraud",
                        "tor-exit",
                        "geo-consistency");
        assertThat(fourth.trace())
                .filteredOn(line -> line.id().equals("registration-velocity"))
                .extracting(CheckTrace::evidence)
                .containsExactly(Map.of("address", 4L, "network", 4L));
    }

    @Test
    void whatCameToNothingIsNotCounted() {
        // given
        String address = unusedAddress();
        for (int i = 0; i < 5; i++) {
            CheckContext lost = TestContexts.from(address);
            decide(lost);
            await(chain.release(lost).replaceWith(true));
        }

        // then
        assertThat(decide(TestContexts.from(address)).verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void aPremiumNumberIsRefusedAndAPersonalOneReviewed() {
        assertThat(decide(TestContexts.of(Phase.REGISTRATION, "+499001234567", unusedAddress()))
                        .verdict())
                .isEqualTo(Verdict.BLOCK);
        assertThat(decide(TestContexts.of(Phase.PHONE_CHANGE, "+445612345678", unusedAddress()))
                        .verdict())
                .isEqualTo(Verdict.REVIEW);
    }

    @Test
    void aDecisionIsReadAsItWasWritten() {
        // given
        Decision decision = new Decision(
                UUID.randomUUID(),
                Phase.PHONE_CHANGE,
                Verdict.REVIEW,
                7,
                true,
                List.of(new CheckTrace(
                        "phone-line", Mode.ENFORCE, Outcome.FLAGGED, Action.REVIEW, false, Map.of("line", "voip"), 3)),
                Instant.parse("2026-11-23T12:00:00.123456Z"));

        // when
        write(decision);

        // then
        assertThat(await(decisions.find(decision.id()))).isEqualTo(decision);
        assertThatThrownBy(() -> write(decision)).isInstanceOf(PgException.class);
    }

    @Test
    void anUnknownDecisionIsNone() {
        assertThat(await(decisions.find(UUID.randomUUID()))).isNull();
    }

    private static String unusedAddress() {
        String random = UUID.randomUUID().toString().substring(0, 8);
        return "2a02:" + random.substring(0, 4) + ':' + random.substring(4) + "::1";
    }

    private Decision decide(CheckContext context) {
        return await(chain.decide(context));
    }

    private void write(Decision decision) {
        await(database.inTransaction(transaction -> decisions.record(transaction, decision, null)));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(5));
    }
}
