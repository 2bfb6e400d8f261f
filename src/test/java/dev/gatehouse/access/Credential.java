package dev.gatehouse.access;

import dev.gatehouse.access.EndpointRow.About;
import dev.gatehouse.access.EndpointRow.Access;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everybody who tries. What is tried is one client's, whom a reseller has registered: the owner. */
enum Credential {
    NONE("no credential") {
        @Override
        Access access(EndpointRow row) {
            return row.roles().isEmpty() ? Access.IN : Access.UNKNOWN;
        }
    },
    WRONG_KEY("a wrong key") {
        @Override
        Access access(EndpointRow row) {
            return Access.UNKNOWN;
        }
    },
    WRONG_TOKEN("a wrong token") {
        @Override
        Access access(EndpointRow row) {
            return Access.UNKNOWN;
        }
    },
    OTHER_CLIENT("another client") {
        @Override
        Access access(EndpointRow row) {
            return row.roles().contains(Scopes.CLIENT) && row.about() == About.ITEM ? Access.HIDDEN : OWNER.access(row);
        }
    },
    OTHER_RESELLER("another reseller") {
        @Override
        Access access(EndpointRow row) {
            return hidden(row, row.takes(Scopes.OF_RESELLER_KEYS));
        }
    },
    OWN_RESELLER_FOR_ANOTHER("its reseller, for another's client") {
        @Override
        Access access(EndpointRow row) {
            return hidden(row, row.takes(Scopes.OF_RESELLER_KEYS));
        }
    },
    OWN_RESELLER_WITHOUT_SCOPE("its reseller without the scope") {
        @Override
        Access access(EndpointRow row) {
            return withoutScope(row, Scopes.OF_RESELLER_KEYS);
        }
    },
    PANEL_WITHOUT_SCOPE("the panel without the scope") {
        @Override
        Access access(EndpointRow row) {
            return withoutScope(row, PANEL);
        }
    },
    STAFF_WITHOUT_SCOPE("staff without the scope") {
        @Override
        Access access(EndpointRow row) {
            return withoutScope(row, STAFF);
        }
    },
    PANEL_FOR_NOBODY("the panel, for an account that is not there") {
        @Override
        Access access(EndpointRow row) {
            return hidden(row, row.takes(PANEL));
        }
    },
    OWNER("the client itself") {
        @Override
        Access access(EndpointRow row) {
            return in(row, row.roles().contains(Scopes.CLIENT));
        }
    },
    OWN_RESELLER("its reseller") {
        @Override
        Access access(EndpointRow row) {
            return in(row, row.takes(Scopes.OF_RESELLER_KEYS));
        }
    },
    PANEL_KEY("the panel") {
        @Override
        Access access(EndpointRow row) {
            return in(row, row.takes(PANEL));
        }
    },
    STAFF_KEY("staff") {
        @Override
        Access access(EndpointRow row) {
            return in(row, row.takes(STAFF));
        }
    };

    static final Set<String> PANEL = Set.of(Scopes.PANEL_ACCOUNTS, Scopes.PANEL_ORDERS);
    static final Set<String> STAFF = Stream.of(
                    Scopes.STAFF_READ, Scopes.STAFF_DECIDE, Scopes.STAFF_KYC, Scopes.STAFF_ADMIN)
            .collect(Collectors.toUnmodifiableSet());

    private final String shown;

    Credential(String shown) {
        this.shown = shown;
    }

    /** As it stands at the head of the table. */
    String shown() {
        return shown;
    }

    /** What the credential comes to at such an operation. */
    abstract Access access(EndpointRow row);

    private static Access in(EndpointRow row, boolean opens) {
        return opens || row.roles().isEmpty() ? Access.IN : Access.FORBIDDEN;
    }

    /** A key that opens the operation, but not what is named. */
    private static Access hidden(EndpointRow row, boolean opens) {
        boolean named = row.about() == About.ACCOUNT || row.about() == About.ITEM;
        return opens && named ? Access.HIDDEN : in(row, opens);
    }

    private static Access withoutScope(EndpointRow row, Set<String> scopes) {
        if (row.without(scopes).isEmpty()) {
            return Access.MOOT;
        }
        return row.roles().isEmpty() ? Access.IN : Access.FORBIDDEN;
    }
}
