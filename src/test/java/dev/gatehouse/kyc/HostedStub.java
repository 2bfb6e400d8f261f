package dev.gatehouse.kyc;

import dev.gatehouse.account.Account;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A hosted provider for tests: a case is led to it in the database. */
@Singleton
class HostedStub implements KycProvider {
    static final String ID = "hosted-stub";

    private final Set<UUID> away = ConcurrentHashMap.newKeySet();
    private final AtomicInteger started = new AtomicInteger();

    /** Is away for that account from now on, or there again. */
    void away(UUID account, boolean isAway) {
        if (isAway) {
            away.add(account);
        } else {
            away.remove(account);
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean takesDocumentsHere() {
        return false;
    }

    @Override
    public Uni<Started> start(KycCase opened, Account account) {
        return away.contains(account.id())
                ? Uni.createFrom().failure(new IllegalStateException("secret words of the provider"))
                : Uni.createFrom()
                        .item(() -> new Started(
                                "applicant-" + opened.id(), "https://kyc.example.org/" + started.incrementAndGet()));
    }
}
