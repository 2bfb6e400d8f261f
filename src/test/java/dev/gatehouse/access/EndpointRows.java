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
import static dev.gatehouse.access.Scopes.STAFF_READ;

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
            known("GET /staff/resellers", About.STAFF, STAFF_ADMIN),
            known("POST /staff/resellers", About.STAFF, STAFF_ADMIN).sending(Map.of()),
            known("GET /staff/resellers/{id}", About.STAFF, STAFF_ADMIN).with("id", EndpointWorld.Ids::reseller),
            known("PUT /staff/resellers/{id}", About.STAFF, STAFF_ADMIN).sending(Map.of()),
            known("POST /staff/resellers/{id}/actions", About.STAFF, STAFF_ADMIN)
                    .sending(Map.of()),
            known("GET /staff/resellers/{id}/keys", About.STAFF, STAFF_ADMIN).with("id", EndpointWorld.Ids::reseller),
            known("POST /staff/resellers/{id}/keys", About.STAFF, STAFF_ADMIN).sending(Map.of()),
            known("DELETE /staff/resellers/{id}/keys/{keyId}", About.STAFF, STAFF_ADMIN));

    private EndpointRows() {}
}
