package dev.gatehouse.kyc;

import dev.gatehouse.account.Account;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Staff look at what the client uploads here. There is nothing to begin. */
@ApplicationScoped
class ManualProvider implements KycProvider {
    static final String ID = "manual";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean takesDocumentsHere() {
        return true;
    }

    @Override
    public Uni<Started> start(KycCase opened, Account account) {
        return Uni.createFrom().item(new Started(null, null));
    }
}
