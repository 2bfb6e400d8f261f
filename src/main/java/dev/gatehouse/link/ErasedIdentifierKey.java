package dev.gatehouse.link;

import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.crypto.Sealer;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The key that erased identifiers are hashed under. What they were made from is gone, so it must not change with {@code
 * GATEHOUSE_SECRET}: it is random, made once, kept in the database sealed under the secret, and sealed anew under the
 * new one by the first node that uses it while the previous secret is still known.
 */
@ApplicationScoped
class ErasedIdentifierKey {
    private static final String PURPOSE = "erased-identifier-key";
    private static final String CONTEXT = "erased_identifier_key";
    private static final int LENGTH = 32;

    private final Sealer sealer;
    private final Keyring keyring;
    private final RandomSource random;
    private volatile byte @Nullable [] opened;

    ErasedIdentifierKey(Sealer sealer, Keyring keyring, RandomSource random) {
        this.sealer = sealer;
        this.keyring = keyring;
        this.random = random;
    }

    /**
     * The key. Fails with {@link dev.gatehouse.platform.crypto.UnsealableException} where the secret that it is sealed
     * under is no longer known.
     */
    Uni<byte[]> get(SqlClient sql) {
        byte[] known = opened;
        return known == null
                ? read(sql).flatMap(there -> there == null ? make(sql) : open(sql, there.getBytes()))
                : Uni.createFrom().item(known);
    }

    private static Uni<@Nullable Buffer> read(SqlClient sql) {
        return sql.query("select sealed from erased_identifier_key")
                .execute()
                .map(rows -> Rows.first(rows, row -> row.getBuffer("sealed")));
    }

    private Uni<byte[]> open(SqlClient sql, byte[] stored) {
        byte[] key = sealer.open(PURPOSE, CONTEXT, stored);
        opened = key;
        byte[] id = keyring.currentId();
        boolean current = Arrays.equals(stored, 1, 1 + id.length, id, 0, id.length);
        return current ? Uni.createFrom().item(key) : sealAnew(sql, key, stored);
    }

    private Uni<byte[]> sealAnew(SqlClient sql, byte[] key, byte[] before) {
        return sql.preparedQuery("update erased_identifier_key set sealed = $1 where sealed = $2")
                .execute(Tuple.of(Rows.bytes(sealer.seal(PURPOSE, CONTEXT, key)), Rows.bytes(before)))
                .replaceWith(key);
    }

    /** Not remembered here: the transaction that makes it may be rolled back. */
    private Uni<byte[]> make(SqlClient sql) {
        byte[] fresh = sealer.seal(PURPOSE, CONTEXT, random.bytes(LENGTH));
        return sql.preparedQuery("insert into erased_identifier_key (sealed) values ($1) on conflict do nothing")
                .execute(Tuple.of(Rows.bytes(fresh)))
                .flatMap(rows -> read(sql))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("the key that was just made is gone"))
                .map(there -> sealer.open(PURPOSE, CONTEXT, there.getBytes()));
    }
}
