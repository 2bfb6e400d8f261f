package dev.gatehouse.platform.privacy;

import java.util.List;

/** Says what a feature holds of a client. */
public interface PersonalData {
    /** What the client is shown of it; never what would tell which measures are taken against fraud. */
    List<Excerpt> excerpts();

    /** What is wiped when the account is erased, in that order, in one transaction under the account's lock. */
    List<Wipe> wipes();
}
