package dev.gatehouse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.crypto.TestKeyrings;
import dev.gatehouse.platform.crypto.UnsealableException;
import dev.gatehouse.platform.persistence.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The key outlives a change of {@code GATEHOUSE_SECRET}. All of it happens in a transaction that is rolled back. */
@QuarkusTest
class ErasedIdentifierKeyTest {
    private static final byte FIRST = 1;
    private static final byte SECOND = 2;
    private static final byte OTHER = 3;

    @Inject
    Database database;

    @Test
    void itStaysTheSameUnderTheNextSecret() {
        List<byte[]> keys =
                rolledBack(tx -> get(tx, TestKeyrings.of(FIRST)).flatMap(made -> get(tx, TestKeyrings.of(FIRST))
                        .flatMap(found -> get(tx, TestKeyrings.of(SECOND, FIRST))
                                .flatMap(rotated -> get(tx, TestKeyrings.of(SECOND))
                                        .map(last -> List.of(made, found, rotated, last))))));

        assertThat(keys.get(0)).hasSize(32);
        assertThat(keys).allSatisfy(key -> assertThat(key).isEqualTo(keys.get(0)));
    }

    @Test
    void underAnotherSecretItDoesNotOpenAndStaysAsItIs() {
        assertThatThrownBy(() -> rolledBack(tx -> get(tx, TestKeyrings.of(FIRST))
                        .flatMap(made -> get(tx, TestKeyrings.of(OTHER, SECOND)).map(List::of))))
                .isInstanceOf(UnsealableException.class);

        List<byte[]> keys =
                rolledBack(tx -> get(tx, TestKeyrings.of(FIRST)).flatMap(made -> get(tx, TestKeyrings.of(OTHER))
                        .onFailure(UnsealableException.class)
                        .recoverWithUni(() -> get(tx, TestKeyrings.of(FIRST)))
                        .map(again -> List.of(made, again))));
        assertThat(keys.get(0)).isEqualTo(keys.get(1));
    }

    private static Uni<byte[]> get(SqlConnection tx, Keyring keyring) {
        return Uni.createFrom()
                .deferred(() ->
                        new ErasedIdentifierKey(TestKeyrings.sealer(keyring), keyring, new RandomSource()).get(tx));
    }

    private List<byte[]> rolledBack(Function<SqlConnection, Uni<List<byte[]>>> work) {
        AtomicReference<List<byte[]>> result = new AtomicReference<>(List.of());
        try {
            database.<Void>inTransaction(tx -> tx.query("delete from erased_identifier_key")
                            .execute()
                            .flatMap(any -> work.apply(tx))
                            .invoke(result::set)
                            .flatMap(any -> Uni.createFrom().failure(new CancellationException())))
                    .await()
                    .atMost(Duration.ofSeconds(20));
        } catch (CancellationException e) {
            return Objects.requireNonNull(result.get());
        }
        throw new AssertionError("it was committed");
    }
}
