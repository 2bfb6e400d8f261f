package dev.gatehouse.ticket;

import dev.gatehouse.account.AccountView;
import dev.gatehouse.messaging.MessageHistory;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * All that staff need to answer a ticket.
 *
 * @param messages the newest 200, the oldest of them first
 * @param account whose ticket it is; absent for somebody who could not sign in
 * @param contactAccount the account that has proven the mailbox which such a person named; whether it is that person is
 *     for staff to find out
 * @param sms what became of the newest 50 SMS to that account, newest first; empty on other topics than {@code
 *     sms_not_received}
 */
@Schema(name = "StaffTicketDetail")
public record StaffTicketDetail(
        StaffTicketView ticket,
        @Schema(description = "The newest 200, the oldest of them first") List<StaffMessageView> messages,
        @Nullable AccountView account,
        @Nullable AccountView contactAccount,
        @Schema(description = "What became of the newest 50 SMS; on the topic `sms_not_received` alone")
                List<SmsSend> sms) {

    /**
     * An SMS, without what stood in it.
     *
     * @param gateway who took it; absent before
     * @param error what went wrong last; absent if nothing did
     */
    @Schema(name = "StaffTicketSms")
    public record SmsSend(
            @Schema(
                            examples = "dead",
                            enumeration = {"due", "sent", "dead"})
                    String state,
            @Nullable @Schema(examples = "twilio") String gateway,
            @Nullable @Schema(examples = "timeout") String error,
            Instant createdAt) {
        static SmsSend of(MessageHistory.Entry entry) {
            return new SmsSend(entry.state(), entry.gateway(), entry.error(), entry.createdAt());
        }
    }

    @Override
    public String toString() {
        return "StaffTicketDetail[" + ticket + ']';
    }
}
