package dev.gatehouse.access;

import static dev.gatehouse.access.EndpointRow.known;
import static dev.gatehouse.access.EndpointRow.open;
import static dev.gatehouse.access.Scopes.ACCOUNTS_READ;
import static dev.gatehouse.access.Scopes.ACCOUNTS_WRITE;
import static dev.gatehouse.access.Scopes.CLIENT;
import static dev.gatehouse.access.Scopes.ORDERS_READ;
import static dev.gatehouse.access.Scopes.ORDERS_WRITE;
import static dev.gatehouse.access.Scopes.PANEL_ACCOUNTS;
import static dev.gatehouse.access.Scopes.PANEL_ORDERS;
import static dev.gatehouse.access.Scopes.STAFF_ADMIN;
import static dev.gatehouse.access.Scopes.STAFF_DECIDE;
import static dev.gatehouse.access.Scopes.STAFF_KYC;
import static dev.gatehouse.access.Scopes.STAFF_READ;
import static dev.gatehouse.access.Scopes.WEBHOOKS_WRITE;

import dev.gatehouse.access.EndpointRow.About;
import dev.gatehouse.access.EndpointRow.Access;
import dev.gatehouse.testing.Pathway;
import java.util.List;
import java.util.Map;

/**
 * Every operation and who may call it. A new one needs a line here: the roles as the contract has them, not as the code
 * has; what it acts on; and a valid body where it acts on an account, since a body that is not valid would be refused
 * before the account is looked at.
 */
final class EndpointRows {
    /** One row for each operation of {@code openapi.yaml}. */
    static final List<EndpointRow> ALL = List.of(
            // Registration: for clients without a credential, and for resellers with accounts:write.
            open("POST /register")
                    .sending(ids -> Pathway.fresh().registration())
                    .but(Credential.OWN_RESELLER_WITHOUT_SCOPE, Access.FORBIDDEN)
                    .but(Credential.PANEL_WITHOUT_SCOPE, Access.FORBIDDEN)
                    .but(Credential.STAFF_WITHOUT_SCOPE, Access.FORBIDDEN)
                    .but(Credential.PANEL_FOR_NOBODY, Access.FORBIDDEN)
                    .but(Credential.PANEL_KEY, Access.FORBIDDEN)
                    .but(Credential.STAFF_KEY, Access.FORBIDDEN),
            // The token in the body is the proof.
            open("GET /verify/email"),
            open("POST /verify/email").sending(Map.of("token", "not-a-token")),
            open("POST /verify/email/decline").sending(Map.of("token", "not-a-token")),
            open("POST /password/forgot")
                    .sending(ids -> Map.of("email", Pathway.fresh().email())),
            open("GET /password/reset"),
            open("POST /password/reset").sending(Map.of("token", "not-a-token", "password", "another good password")),
            open("POST /sessions")
                    .sending(ids -> Map.of("email", Pathway.fresh().email(), "password", "x")),
            open("POST /sessions/refresh").sending(Map.of("refreshToken", "not-a-token")),
            known("DELETE /sessions/current", About.ACCOUNT, CLIENT),
            // The account.
            known("GET /account", About.ACCOUNT, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_READ),
            known("PUT /account/phone", About.ACCOUNT, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_WRITE)
                    .sending(ids -> Map.of("phone", ids.phone())),
            known("POST /verify/email/send", About.ACCOUNT, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_WRITE),
            known("POST /verify/sms/send", About.ACCOUNT, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_WRITE),
            known("POST /verify/sms", About.ACCOUNT, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_WRITE)
                    .sending(Map.of("code", "123456")),
            known("PUT /account/email", About.ACCOUNT, CLIENT)
                    .sending(ids -> Map.of("email", Pathway.fresh().email(), "password", "not the password")),
            known("GET /account/export", About.ACCOUNT, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_READ),
            known("DELETE /account", About.ACCOUNT, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_WRITE),
            // KYC. The provider's signature is the credential of its webhook.
            known("GET /kyc", About.ACCOUNT, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_READ),
            known("POST /kyc/start", About.ACCOUNT, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_WRITE),
            known("POST /kyc/documents", About.ACCOUNT, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_WRITE)
                    .sending("multipart/form-data; boundary=b", "--b--\r\n"),
            known("POST /kyc/submit", About.ACCOUNT, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_WRITE),
            signed("POST /kyc/webhooks/{provider}").sending(Map.of()).with("provider", ids -> "sumsub"),
            // Tickets: without a credential for who cannot sign in.
            open("POST /tickets")
                    .sending(Map.of("topic", "other", "message", "Mine, too."))
                    .but(Credential.OWN_RESELLER_WITHOUT_SCOPE, Access.FORBIDDEN)
                    .but(Credential.PANEL_WITHOUT_SCOPE, Access.FORBIDDEN)
                    .but(Credential.STAFF_WITHOUT_SCOPE, Access.FORBIDDEN)
                    .but(Credential.STAFF_KEY, Access.FORBIDDEN)
                    .but(Credential.OTHER_RESELLER, Access.HIDDEN)
                    .but(Credential.OWN_RESELLER_FOR_ANOTHER, Access.HIDDEN)
                    .but(Credential.PANEL_FOR_NOBODY, Access.HIDDEN),
            known("GET /tickets", About.ACCOUNT, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_READ),
            known("GET /tickets/{id}", About.ITEM, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_READ)
                    .with("id", EndpointWorld.Ids::ticket),
            known("POST /tickets/{id}/messages", About.ITEM, CLIENT, PANEL_ACCOUNTS, ACCOUNTS_WRITE)
                    .sending(Map.of("message", "And this."))
                    .with("id", EndpointWorld.Ids::ticket),
            // Webhooks: each owner its own; staff look after all.
            known("POST /webhook-endpoints", About.HOLDER, WEBHOOKS_WRITE, STAFF_ADMIN)
                    .sending(Map.of()),
            known("GET /webhook-endpoints", About.HOLDER, WEBHOOKS_WRITE, STAFF_READ, STAFF_ADMIN),
            endpoint("GET /webhook-endpoints/{id}", WEBHOOKS_WRITE, STAFF_READ, STAFF_ADMIN),
            endpoint("PUT /webhook-endpoints/{id}", WEBHOOKS_WRITE, STAFF_ADMIN)
                    .sending(Map.of("url", "https://shop.example.com/hook", "events", List.of("kyc.required")))
                    .but(Credential.STAFF_KEY, Access.FORBIDDEN),
            endpoint("POST /webhook-endpoints/{id}/secret", WEBHOOKS_WRITE, STAFF_ADMIN)
                    .but(Credential.STAFF_KEY, Access.FORBIDDEN),
            endpoint("GET /webhook-endpoints/{id}/deliveries", WEBHOOKS_WRITE, STAFF_READ, STAFF_ADMIN),
            endpoint("POST /webhook-endpoints/{id}/deliveries/{eventId}/retry", WEBHOOKS_WRITE, STAFF_ADMIN),
            // The last of the endpoint: the first that may removes it, and the other reseller comes before.
            endpoint("DELETE /webhook-endpoints/{id}", WEBHOOKS_WRITE, STAFF_ADMIN),
            // Orders.
            known("POST /orders", About.ACCOUNT, CLIENT, PANEL_ORDERS, ORDERS_WRITE)
                    .sending(Map.of("kind", "topup", "product", "credit")),
            known("GET /orders", About.ACCOUNT, CLIENT, PANEL_ORDERS, ORDERS_READ),
            known("GET /orders/{id}", About.ITEM, CLIENT, PANEL_ORDERS, ORDERS_READ)
                    .with("id", EndpointWorld.Ids::order),
            known("POST /orders/{id}/confirm", About.ITEM, PANEL_ORDERS, ORDERS_WRITE)
                    .sending(Map.of())
                    .with("id", EndpointWorld.Ids::order),
            // Staff.
            known("GET /staff/accounts", About.STAFF, STAFF_READ),
            known("GET /staff/accounts/{id}", About.STAFF, STAFF_READ).with("id", EndpointWorld.Ids::account),
            known("POST /staff/accounts/{id}/actions", About.STAFF, STAFF_DECIDE)
                    .sending(Map.of()),
            known("GET /staff/checks", About.STAFF, STAFF_READ, STAFF_ADMIN),
            known("PUT /staff/checks/{id}", About.STAFF, STAFF_ADMIN).sending(Map.of()),
            known("GET /staff/decisions/{id}", About.STAFF, STAFF_READ),
            known("GET /staff/feeds", About.STAFF, STAFF_READ),
            known("POST /staff/feeds/{id}/refresh", About.STAFF, STAFF_ADMIN),
            known("GET /staff/keys", About.STAFF, STAFF_ADMIN),
            known("POST /staff/keys", About.STAFF, STAFF_ADMIN).sending(Map.of()),
            known("DELETE /staff/keys/{id}", About.STAFF, STAFF_ADMIN),
            known("GET /staff/lists/{list}", About.STAFF, STAFF_READ).with("list", ids -> "deny"),
            known("POST /staff/lists/{list}", About.STAFF, STAFF_DECIDE)
                    .sending(Map.of())
                    .with("list", ids -> "deny"),
            known("DELETE /staff/lists/{list}/{id}", About.STAFF, STAFF_DECIDE).with("list", ids -> "deny"),
            known("GET /staff/audit", About.STAFF, STAFF_READ, STAFF_ADMIN),
            known("GET /staff/audit/verification", About.STAFF, STAFF_READ, STAFF_ADMIN),
            known("GET /staff/erasures", About.STAFF, STAFF_READ),
            known("GET /staff/imports", About.STAFF, STAFF_ADMIN),
            known("POST /staff/imports", About.STAFF, STAFF_ADMIN).sending("application/x-ndjson", ""),
            known("GET /staff/imports/{id}", About.STAFF, STAFF_ADMIN),
            known("GET /staff/imports/clients", About.STAFF, STAFF_READ),
            known("GET /staff/kyc", About.STAFF, STAFF_READ),
            known("POST /staff/kyc/clear", About.STAFF, STAFF_DECIDE, STAFF_ADMIN)
                    .sending(Map.of()),
            known("GET /staff/kyc/{caseId}", About.STAFF, STAFF_READ),
            known("GET /staff/kyc/{caseId}/documents/{id}", About.STAFF, STAFF_KYC),
            known("POST /staff/kyc/{caseId}/decision", About.STAFF, STAFF_DECIDE)
                    .sending(Map.of()),
            known("GET /staff/tickets", About.STAFF, STAFF_READ),
            known("GET /staff/tickets/{id}", About.STAFF, STAFF_READ).with("id", EndpointWorld.Ids::ticket),
            known("POST /staff/tickets/{id}/messages", About.STAFF, STAFF_DECIDE)
                    .sending(Map.of()),
            known("POST /staff/tickets/{id}/close", About.STAFF, STAFF_DECIDE),
            known("GET /staff/resellers", About.STAFF, STAFF_ADMIN),
            known("POST /staff/resellers", About.STAFF, STAFF_ADMIN).sending(Map.of()),
            known("GET /staff/resellers/{id}", About.STAFF, STAFF_ADMIN).with("id", EndpointWorld.Ids::reseller),
            known("PUT /staff/resellers/{id}", About.STAFF, STAFF_ADMIN).sending(Map.of()),
            known("POST /staff/resellers/{id}/actions", About.STAFF, STAFF_ADMIN)
                    .sending(Map.of()),
            known("GET /staff/resellers/{id}/keys", About.STAFF, STAFF_ADMIN).with("id", EndpointWorld.Ids::reseller),
            known("POST /staff/resellers/{id}/keys", About.STAFF, STAFF_ADMIN).sending(Map.of()),
            known("DELETE /staff/resellers/{id}/keys/{keyId}", About.STAFF, STAFF_ADMIN));

    /** A reseller's webhook endpoint, which another reseller does not find; whatever account is named beside it. */
    private static EndpointRow endpoint(String operation, String... roles) {
        return known(operation, About.HOLDER, roles)
                .with("id", EndpointWorld.Ids::endpoint)
                .but(Credential.OTHER_RESELLER, Access.HIDDEN);
    }

    /** Not one of our credentials opens it. */
    private static EndpointRow signed(String operation) {
        EndpointRow row = open(operation);
        for (Credential credential : Credential.values()) {
            row = row.but(credential, Access.UNKNOWN);
        }
        return row;
    }

    private EndpointRows() {}
}
