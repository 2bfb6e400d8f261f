package dev.gatehouse.minfraud;

import java.util.Locale;

/** MaxMind's services, each of which tells more, and costs more, than the one before. */
public enum MinFraudService {
    /** The risk score and the disposition alone: nothing about networks and mailboxes. */
    SCORE,
    /** The facts about address and e-mail as well. */
    INSIGHTS,
    /** The reasons of the risk score as well. */
    FACTORS;

    /** The name in the service's path and in evidence. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
