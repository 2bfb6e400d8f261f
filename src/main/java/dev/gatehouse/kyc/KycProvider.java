package dev.gatehouse.kyc;

import dev.gatehouse.account.Account;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Who collects what a client hands in, and looks at it. */
public interface KycProvider {
    /** The name in the settings and in the table, such as {@code manual}. */
    String id();

    /** Whether the client uploads documents here and says itself when it is done; else the provider collects them. */
    boolean takesDocumentsHere();

    /**
     * Begins the case with the provider, or goes on with it. Called without a connection held; may be called again.
     * Where the provider is away it fails with the refusal that the client is told.
     */
    Uni<Started> start(KycCase opened, Account account);

    /**
     * What the provider says.
     *
     * @param applicantId its id for the client, or {@code null} where it has none
     * @param verificationUrl where the client goes on, or {@code null} where that is here; short-lived and never stored
     */
    record Started(@Nullable String applicantId, @Nullable String verificationUrl) {
        /** The address lets whoever has it act as the client. */
        @Override
        public String toString() {
            return "Started[applicantId=" + applicantId + ']';
        }
    }
}
