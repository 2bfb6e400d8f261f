package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountAtHandTest {
    private static final Account ADA =
            TestAccounts.of(true, "+4915112345678", true, KycState.NOT_REQUIRED, false, false);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aRequestHasTheAccountOfItsSessionAndNoOther() throws Exception {
        Context request = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());

        on(request, () -> {
            AccountAtHand.put(ADA);
            return ADA;
        });

        assertThat(on(request, () -> Objects.requireNonNull(AccountAtHand.get(ADA.id()))))
                .isSameAs(ADA);
        assertThat(on(request, () -> AccountAtHand.get(new UUID(2, 2)) == null)).isTrue();
    }

    @Test
    void theNextRequestOfTheSameConnectionHasNone() throws Exception {
        Context connection = vertx.getOrCreateContext();
        on(VertxContext.createNewDuplicatedContext(connection), () -> {
            AccountAtHand.put(ADA);
            return ADA;
        });

        assertThat(on(VertxContext.createNewDuplicatedContext(connection), () -> AccountAtHand.get(ADA.id()) == null))
                .isTrue();
    }

    @Test
    void outsideOfARequestNothingIsKept() throws Exception {
        AccountAtHand.put(ADA);
        assertThat(AccountAtHand.get(ADA.id())).isNull();

        Context shared = vertx.getOrCreateContext();
        assertThat(on(shared, () -> {
                    AccountAtHand.put(ADA);
                    return AccountAtHand.get(ADA.id()) == null;
                }))
                .isTrue();
    }

    private static <T> T on(Context context, Callable<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(any -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(20, TimeUnit.SECONDS);
    }
}
