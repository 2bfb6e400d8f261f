package dev.gatehouse.access;

import dev.gatehouse.access.EndpointWorld.Ids;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an operation asks of its caller, as the contract has it.
 *
 * @param operation the method and the path of {@code openapi.yaml}
 * @param about what it acts on
 * @param roles {@code client} and the scopes of which one suffices; none: no credential is needed
 * @param body the request's body, such that nothing but the caller decides; {@code null} for none
 * @param mediaType the body's
 * @param path what is put for the path's parameters; a UUID that nobody has for the others
 * @param exceptions where the answer to a credential does not follow from the rest
 */
record EndpointRow(
        String operation,
        About about,
        Set<String> roles,
        @Nullable Function<Ids, Object> body,
        String mediaType,
        Map<String, Function<Ids, Object>> path,
        Map<Credential, Access> exceptions) {

    private static final String JSON = "application/json";

    /** What an operation acts on. */
    enum About {
        /** Nothing of anybody's: open to all, or the token in the request is the proof. */
        NOBODY,
        /** The account that the caller is or names in {@code Gatehouse-Account}. */
        ACCOUNT,
        /** Something of an account, named in the path. */
        ITEM,
        /** Something of a reseller or of the provider, not of an account; a reseller's own may be named in the path. */
        HOLDER,
        /** What staff see and do. */
        STAFF
    }

    /** How a request ends as far as the caller matters. */
    enum Access {
        /** 401: there is no such caller. */
        UNKNOWN("401"),
        /** 403: this caller may not do that. */
        FORBIDDEN("403"),
        /** 404: for this caller there is no such thing. */
        HIDDEN("404"),
        /** Let in, to act on what is the caller's own or what it may act on. */
        IN("in"),
        /** No such credential is possible. */
        MOOT("–");

        private final String shown;

        Access(String shown) {
            this.shown = shown;
        }

        /** As it stands in the table. */
        String shown() {
            return shown;
        }
    }

    static EndpointRow open(String operation) {
        return new EndpointRow(operation, About.NOBODY, Set.of(), null, JSON, Map.of(), Map.of());
    }

    static EndpointRow known(String operation, About about, String... roles) {
        return new EndpointRow(operation, about, Set.of(roles), null, JSON, Map.of(), Map.of());
    }

    EndpointRow sending(Map<String, ?> fixed) {
        return sending(ids -> fixed);
    }

    EndpointRow sending(Function<Ids, Object> made) {
        return new EndpointRow(operation, about, roles, made, mediaType, path, exceptions);
    }

    /** With a body that is not JSON. */
    EndpointRow sending(String type, String text) {
        return new EndpointRow(operation, about, roles, ids -> text, type, path, exceptions);
    }

    EndpointRow with(String parameter, Function<Ids, Object> value) {
        Map<String, Function<Ids, Object>> more = new HashMap<>(path);
        more.put(parameter, value);
        return new EndpointRow(operation, about, roles, body, mediaType, Map.copyOf(more), exceptions);
    }

    EndpointRow but(Credential credential, Access access) {
        Map<Credential, Access> more = new HashMap<>(exceptions);
        more.put(credential, access);
        return new EndpointRow(operation, about, roles, body, mediaType, path, Map.copyOf(more));
    }

    String method() {
        return operation.substring(0, operation.indexOf(' '));
    }

    String template() {
        return operation.substring(operation.indexOf(' ') + 1);
    }

    /** Whether one of these scopes opens it. */
    boolean takes(Set<String> scopes) {
        return scopes.stream().anyMatch(roles::contains);
    }

    /** Those of the scopes that do not open it. */
    Set<String> without(Set<String> scopes) {
        Set<String> rest = new HashSet<>(scopes);
        rest.removeAll(roles);
        return rest;
    }

    /** What a credential comes to. */
    Access expected(Credential credential) {
        Access exception = exceptions.get(credential);
        return exception == null ? credential.access(this) : exception;
    }
}
