package dev.gatehouse.staff;

import dev.gatehouse.account.Account;
import dev.gatehouse.account.AccountSearch;
import dev.gatehouse.account.AccountStatus;
import dev.gatehouse.account.AccountView;
import dev.gatehouse.account.Accounts;
import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.audit.Act;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.audit.AuditTrail;
import dev.gatehouse.kyc.CaseFiles;
import dev.gatehouse.link.AccountLinks;
import dev.gatehouse.messaging.MessageHistory;
import dev.gatehouse.order.OrderHistory;
import dev.gatehouse.platform.phone.PhoneNumbers;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.platform.web.Page;
import dev.gatehouse.screening.DecisionHistory;
import dev.gatehouse.ticket.TicketLooks;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds accounts, and gathers what the features know about one. */
@ApplicationScoped
class StaffAccounts {
    private static final int MOST_OF_EACH = 50;

    private final Accounts accounts;
    private final AccountSearch search;
    private final DecisionHistory decisions;
    private final AccountLinks links;
    private final CaseFiles cases;
    private final OrderHistory orders;
    private final TicketLooks tickets;
    private final MessageHistory messages;
    private final AuditTrail trail;
    private final AuditLog audit;
    private final PhoneNumbers phones;

    StaffAccounts(
            Accounts accounts,
            AccountSearch search,
            DecisionHistory decisions,
            AccountLinks links,
            CaseFiles cases,
            OrderHistory orders,
            TicketLooks tickets,
            MessageHistory messages,
            AuditTrail trail,
            AuditLog audit,
            PhoneNumbers phones) {
        this.accounts = accounts;
        this.search = search;
        this.decisions = decisions;
        this.links = links;
        this.cases = cases;
        this.orders = orders;
        this.tickets = tickets;
        this.messages = messages;
        this.trail = trail;
        this.audit = audit;
        this.phones = phones;
    }

    /** A filter as it was typed; what is {@code null} was not given. */
    record Typed(
            @Nullable String email,
            @Nullable String phone,
            @Nullable String ip,
            @Nullable String device,
            @Nullable String status) {
        /** The names of the filters that were given, without what was looked for. */
        JsonArray given() {
            JsonArray names = new JsonArray();
            add(names, "email", email);
            add(names, "phone", phone);
            add(names, "ip", ip);
            add(names, "device", device);
            add(names, "status", status);
            return names;
        }

        private static void add(JsonArray names, String name, @Nullable String value) {
            if (value != null) {
                names.add(name);
            }
        }

        @Override
        public String toString() {
            return "Typed[]";
        }
    }

    /** A page of the accounts that match, newest first, once it is on record who looked; fails with {@code 422} for a filter that cannot be read. */
    Uni<Page<AccountView>> find(Typed typed, @Nullable UUID before, int limit, String actor) {
        AccountSearch.Filter filter = new AccountSearch.Filter(
                read("email", typed.email(), "This is not an e-mail address.", StaffAccounts::emailKey),
                read("phone", typed.phone(), "This is not a phone number in E.164.", this::phone),
                read("ip", typed.ip(), "This is not an IP address.", ClientAddress::parse),
                typed.device(),
                read("status", typed.status(), "One of " + statuses() + '.', StaffAccounts::status));
        Act act = new Act(actor, "account.searched", "accounts", new JsonObject().put("filters", typed.given()));
        return audit.record(act)
                .flatMap(recorded -> search.newest(filter, before, limit + 1))
                .map(found -> found.stream().map(AccountView::of).toList())
                .map(found -> Page.of(found, limit, AccountView::id));
    }

    /** All about an account, once it is on record who looked; fails with {@code 404} if there is none of that id. */
    Uni<StaffAccountView> get(UUID id, String actor) {
        return accounts.find(id)
                .onItem()
                .ifNull()
                .failWith(() -> Refusal.of(ErrorCode.NOT_FOUND))
                .call(account -> audit.record(Act.on(id, actor, "account.read", new JsonObject())))
                .flatMap(this::gather);
    }

    private Uni<StaffAccountView> gather(Account account) {
        UUID id = account.id();
        return Uni.combine()
                .all()
                .unis(
                        decisions.newest(id, MOST_OF_EACH),
                        links.of(id),
                        cases.ofAccount(id, MOST_OF_EACH),
                        orders.newest(id, MOST_OF_EACH),
                        tickets.newest(id, MOST_OF_EACH),
                        messages.newest(id, MOST_OF_EACH),
                        trail.newest("account:" + id, StaffAction.RECORDED, MOST_OF_EACH))
                .with((decided, linked, opened, ordered, asked, sent, done) -> new StaffAccountView(
                        AccountView.of(account),
                        StaffAccountView.Facts.of(account),
                        decided.stream().map(StaffAccountView.DecisionEntry::of).toList(),
                        linked.stream()
                                .limit(MOST_OF_EACH)
                                .map(StaffAccountView.Link::of)
                                .toList(),
                        opened,
                        ordered,
                        asked,
                        sent.stream().map(StaffAccountView.Message::of).toList(),
                        done.stream().map(StaffAccountView.ActionEntry::of).toList()));
    }

    private static <T> @Nullable T read(
            String name, @Nullable String text, String detail, Function<String, @Nullable T> reader) {
        if (text == null) {
            return null;
        }
        T value = reader.apply(text);
        if (value == null) {
            throw Refusal.invalid(name, "malformed", detail);
        }
        return value;
    }

    private static @Nullable String emailKey(String text) {
        EmailAddress email = EmailAddress.parse(text);
        return email == null ? null : email.key();
    }

    /** A plus that was not escaped arrives as a blank. */
    private @Nullable String phone(String text) {
        return phones.parse(text.startsWith(" ") ? '+' + text.strip() : text, null);
    }

    private static @Nullable AccountStatus status(String text) {
        return Arrays.stream(AccountStatus.values())
                .filter(status -> status.wireName().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static String statuses() {
        return Arrays.stream(AccountStatus.values())
                .map(AccountStatus::wireName)
                .collect(Collectors.joining(", "));
    }
}
