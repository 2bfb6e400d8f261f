package dev.gatehouse.privacy;

import static dev.gatehouse.platform.persistence.Rows.time;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.KycState;
import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.link.ErasedIdentifiers;
import dev.gatehouse.link.ErasedStanding;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.privacy.PersonalData;
import dev.gatehouse.platform.privacy.Wipe;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes requests to be forgotten, and forgets. */
@Singleton
public class Erasures {
    private final List<Wipe> wipes;
    private final ErasedIdentifiers identifiers;
    private final Accounts accounts;
    private final ErasureStore store;
    private final AuditLog audit;
    private final Database database;
    private final Clock clock;

    Erasures(
            @All List<PersonalData> features,
            ErasedIdentifiers identifiers,
            Accounts accounts,
            ErasureStore store,
            AuditLog audit,
            Database database,
            Clock clock) {
        this.wipes =
                features.stream().flatMap(feature -> feature.wipes().stream()).toList();
        this.identifiers = identifiers;
        this.accounts = accounts;
        this.store = store;
        this.audit = audit;
        this.database = database;
        this.clock = clock;
    }

    /** Notes that a client wants to be forgotten; asking again is the same request. Ends nothing by itself. */
    Uni<ErasureRequest> request(UUID accountId, String actor) {
        return database.inTransaction(tx -> accounts.lockOrRefuse(tx, accountId)
                .flatMap(account -> store.add(tx, accountId, actor))
                .flatMap(added -> added == null
                        ? store.open(tx, accountId)
                        : audit.record(tx, Act.on(accountId, actor, "account.erasure_requested", new JsonObject()))
                                .replaceWith(added))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("the open request is gone")));
    }

    /** Requests that are open, or done; newest first. */
    public Uni<List<ErasureRequest>> newest(boolean open, @Nullable UUID before, int limit) {
        return store.newest(database.client(), open, before, limit);
    }

    /**
     * Erases an account in the caller's transaction, which holds the account's lock: wipes what every feature holds of the
     * client, ends its sessions, and closes it. Of one that was not to be trusted, what it was known by stays as keyed
     * hashes. Erasing twice changes nothing.
     *
     * @return the account as it is then
     */
    public Uni<Account> erase(SqlConnection tx, Account account, String actor) {
        return identifiers
                .erase(tx, account.id(), standing(account))
                .flatMap(any -> wipe(tx, account.id()))
                .flatMap(any -> store.done(tx, account.id(), actor))
                .flatMap(any -> accounts.erase(tx, account.id()))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("the locked account is gone"));
    }

    /** What must not be washed off, the worst first; {@code null} for an account in good standing. */
    static @Nullable ErasedStanding standing(Account account) {
        if (account.kyc() == KycState.REJECTED) {
            return ErasedStanding.KYC_REJECTED;
        }
        if (account.suspendedAt() != null) {
            return ErasedStanding.SUSPENDED;
        }
        return account.kyc().blocksOrders() ? ErasedStanding.KYC_REQUIRED : null;
    }

    private Uni<Void> wipe(SqlConnection tx, UUID accountId) {
        return Multi.createFrom()
                .iterable(wipes)
                .onItem()
                .transformToUniAndConcatenate(wipe -> tx.preparedQuery(wipe.statement())
                        .execute(wipe.timed() ? Tuple.of(accountId, time(clock.instant())) : Tuple.of(accountId)))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
