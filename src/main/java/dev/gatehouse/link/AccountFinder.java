package dev.gatehouse.link;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Finds the accounts that share something with one. */
public interface AccountFinder {
    /**
     * What other accounts share with the seeker, each at most once; erased ones included. Who has proven nothing yet counts for
     * nothing, nor does an account that was closed before its mailbox was proven: nobody gets into KYC by what a stranger
     * typed. What two imported accounts share is in shadow.
     */
    Uni<List<SharedIdentifier>> find(Seeker seeker);
}
