package dev.gatehouse.kyc;

import dev.gatehouse.account.Account;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Another provider for tests that has documents uploaded here: a case is led to it in the database. */
@Singleton
class HereStub implements KycProvider {
    static final String ID = "here-stub";

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
