package dev.gatehouse.platform.openapi;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** Says who may call an operation, from its {@code @RolesAllowed}. */
final class Access {
    private static final String STAFF = "staff:";

    static final String BEARER = "bearer";
    static final String API_KEY = "apiKey";

    private Access() {}

    static void describe(Operation operation, Endpoint endpoint) {
        List<SecurityRequirement> requirements = new ArrayList<>();
        List<String> scopes = endpoint.scopes();
        if (endpoint.isPublic()) {
            List<String> schemes = endpoint.optionalSchemes();
            if (!schemes.isEmpty()) {
                requirements.add(OASFactory.createSecurityRequirement());
                schemes.forEach(scheme ->
                        requirements.add(OASFactory.createSecurityRequirement().addScheme(scheme)));
            }
        } else {
            if (endpoint.isForClients() || scopes.stream().anyMatch(scope -> scope.startsWith(STAFF))) {
                requirements.add(OASFactory.createSecurityRequirement().addScheme(BEARER));
            }
            if (!scopes.isEmpty()) {
                requirements.add(OASFactory.createSecurityRequirement().addScheme(API_KEY));
            }
            String who = who(endpoint.isForClients(), scopes);
            String said = operation.getDescription();
            operation.setDescription(said == null ? who : said + "\n\n" + who);
        }
        operation.setSecurity(requirements);
    }

    private static String who(boolean clients, List<String> scopes) {
        if (scopes.isEmpty()) {
            return "For a client's own token.";
        }
        String keys = "a key with `" + String.join("` or `", scopes) + "`";
        if (scopes.stream().anyMatch(scope -> scope.startsWith(STAFF))) {
            keys += ", or the issuer's token with that role";
        }
        return clients ? "For a client's own token, or " + keys + "." : "For " + keys + ".";
    }
}
