package dev.gatehouse.access;

import java.util.Set;

/** The scopes of the contract; a caller's scopes are its roles. */
public final class Scopes {
    /** A client with its own access token. */
    public static final String CLIENT = "client";

    public static final String PANEL_ORDERS = "panel:orders";
    public static final String PANEL_ACCOUNTS = "panel:accounts";

    public static final String ACCOUNTS_READ = "accounts:read";
    public static final String ACCOUNTS_WRITE = "accounts:write";
    public static final String ORDERS_READ = "orders:read";
    public static final String ORDERS_WRITE = "orders:write";
    public static final String WEBHOOKS_WRITE = "webhooks:write";

    public static final String STAFF_READ = "staff:read";
    public static final String STAFF_DECIDE = "staff:decide";
    public static final String STAFF_KYC = "staff:kyc";
    public static final String STAFF_ADMIN = "staff:admin";

    /** What the people of staff may hold. */
    public static final Set<String> OF_STAFF = Set.of(STAFF_READ, STAFF_DECIDE, STAFF_KYC, STAFF_ADMIN);

    /** What a staff or panel key may hold. */
    public static final Set<String> OF_STAFF_KEYS =
            Set.of(PANEL_ORDERS, PANEL_ACCOUNTS, STAFF_READ, STAFF_DECIDE, STAFF_KYC, STAFF_ADMIN);

    /** What a reseller's key may hold. */
    public static final Set<String> OF_RESELLER_KEYS =
            Set.of(ACCOUNTS_READ, ACCOUNTS_WRITE, ORDERS_READ, ORDERS_WRITE, WEBHOOKS_WRITE);

    private Scopes() {}
}
