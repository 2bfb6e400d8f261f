package dev.gatehouse.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountView;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.kyc.CaseEntry;
import dev.gatehouse.link.AccountLink;
import dev.gatehouse.messaging.MessageHistory;
import dev.gatehouse.order.OrderView;
import dev.gatehouse.screening.DecisionHistory;
import dev.gatehouse.ticket.StaffTicketView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * All that staff see of an account; each list has its newest 50.
 *
 * @param account as its owner sees it
 * @param facts what only staff see
 * @param links the accounts that belong together with it, and why
 * @param cases KYC cases
 * @param tickets what it has asked the desk
 * @param actions what staff did about it
 */
@Schema(name = "StaffAccount")
public record StaffAccountView(
        AccountView account,
        Facts facts,
        List<DecisionEntry> decisions,
        List<Link> links,
        List<CaseEntry> cases,
        List<OrderView> orders,
        List<StaffTicketView> tickets,
        List<Message> messages,
        List<ActionEntry> actions) {

    /** From where an account was registered, by whom, and what happened to it when. */
    @Schema(name = "StaffAccountFacts")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Facts(
            @Nullable @Schema(examples = "93.184.216.34") String registeredFrom,
            @Nullable @Schema(examples = "Mozilla/5.0") String userAgent,
            @Nullable @Schema(examples = "d-7f3a9c1e", description = "`Gatehouse-Device`") String device,
            @Nullable UUID resellerId,
            @Nullable Instant emailVerifiedAt,
            @Nullable Instant phoneVerifiedAt,
            @Nullable Instant kycPassedUntil,
            @Nullable Instant suspendedAt,
            @Nullable Instant closedAt) {
        static Facts of(Account account) {
            return new Facts(
                    account.registered().address(),
                    account.registered().userAgent(),
                    account.registered().device(),
                    account.resellerId(),
                    account.emailVerifiedAt(),
                    account.phoneVerifiedAt(),
                    account.kycPassedUntil(),
                    account.suspendedAt(),
                    account.closedAt());
        }
    }

    /** A decision; {@code GET /staff/decisions/{id}} has its trace. */
    @Schema(name = "StaffAccountDecision")
    public record DecisionEntry(
            UUID id,
            @Schema(examples = "registration") String phase,
            @Schema(examples = "allow") String verdict,
            @Schema(examples = "false") boolean degraded,
            Instant createdAt) {
        static DecisionEntry of(DecisionHistory.Entry entry) {
            return new DecisionEntry(
                    entry.id(), entry.phase().code(), entry.verdict().code(), entry.degraded(), entry.decidedAt());
        }
    }

    /**
     * A link to another account.
     *
     * @param kind what both share
     * @param weight what that weighed when it was found
     */
    @Schema(name = "StaffAccountLink")
    public record Link(
            UUID accountId,
            @Schema(examples = "device") String kind,
            @Schema(examples = "60") int weight,
            Instant since) {
        static Link of(AccountLink link) {
            return new Link(link.accountId(), link.kind().code(), link.weight(), link.since());
        }
    }

    /**
     * A mail or an SMS, without what stood in it.
     *
     * @param gateway who took it; absent before
     * @param error what went wrong last; absent if nothing did
     */
    @Schema(name = "StaffAccountMessage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Message(
            @Schema(examples = "email") String channel,
            @Schema(
                            examples = "sent",
                            enumeration = {"due", "sent", "dead"})
                    String state,
            @Nullable @Schema(examples = "smtp") String gateway,
            @Nullable @Schema(examples = "timeout") String error,
            Instant createdAt) {
        static Message of(MessageHistory.Entry entry) {
            return new Message(
                    entry.channel().name().toLowerCase(Locale.ROOT),
                    entry.state(),
                    entry.gateway(),
                    entry.error(),
                    entry.createdAt());
        }
    }

    /**
     * What staff did about the account, also where that changed nothing.
     *
     * @param finding what staff said of the client; absent if nothing
     * @param actor who did it
     */
    @Schema(name = "StaffAccountAction")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ActionEntry(
            UUID id,
            @Schema(examples = "suspend") String action,
            @Schema(examples = "Chargeback, case 4711") String reason,
            @Nullable @Schema(
                            examples = "chargeback",
                            enumeration = {"fraud", "chargeback", "spam", "not_fraud"})
                    String finding,
            @Schema(examples = "key:0199a3f2-7c1e-7d4b-9a60-2f1c8e5d7b31") String actor,
            Instant createdAt) {
        static ActionEntry of(AuditTrail.Entry entry) {
            return new ActionEntry(
                    entry.id(),
                    StaffAction.acted(entry.action()),
                    entry.detail().getString("reason", ""),
                    entry.detail().getString("finding"),
                    entry.actor(),
                    entry.at());
        }

        @Override
        public String toString() {
            return "ActionEntry[id=" + id + ", action=" + action + ']';
        }
    }
}
