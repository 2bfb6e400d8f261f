package dev.gatehouse.messaging.sms;

/** A gateway's answer that says something about this very message. */
sealed interface Handover {
    /**
     * The gateway has taken the message over.
     *
     * @param id its id there
     */
    record Taken(String id) implements Handover {}

    /**
     * The gateway will not send to this number, now or later; another may.
     *
     * @param code the gateway's own code
     */
    record Rejected(String code) implements Handover {}
}
