package dev.gatehouse.access;

import java.util.UUID;
import org.jboss.logging.MDC;

/** Puts the account that a request is about beside the request's id in every log line. */
final class AccountInLogs {
    private AccountInLogs() {}

    static void put(UUID accountId) {
        MDC.put("accountId", accountId.toString());
    }
}
