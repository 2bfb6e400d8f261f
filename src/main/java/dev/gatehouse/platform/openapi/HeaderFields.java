package dev.gatehouse.platform.openapi;

import dev.gatehouse.platform.idempotency.IdempotencyKey;
import dev.gatehouse.platform.problem.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** The header fields of the contract: described once, and named wherever they are taken or given. */
final class HeaderFields {
    static final String REQUEST_ID = "X-Request-Id";
    static final String RETRY_AFTER = "Retry-After";
    static final String RATE_LIMIT = "RateLimit";
    static final String RATE_LIMIT_POLICY = "RateLimit-Policy";
    static final String REPLAYED = "Idempotency-Replayed";
    static final String AUTHENTICATE = "WWW-Authenticate";
    static final String ALLOW = "Allow";

    private static final String ACCOUNT = "Gatehouse-Account";
    private static final String DEVICE = "Gatehouse-Device";
    private static final String CLIENT_IP = "Gatehouse-Client-Ip";
    private static final String CLIENT_USER_AGENT = "Gatehouse-Client-User-Agent";
    private static final String REQUIRED_KEY = "Required-" + IdempotencyKey.HEADER;
    private static final String UUID_EXAMPLE = "0199a3f2-7c1e-7d4b-9a60-2f1c8e5d7b31";

    private HeaderFields() {}

    /** Puts all of them into the document's components. */
    static void define(Components components) {
        components.addParameter(
                REQUEST_ID,
                taken(REQUEST_ID, text(1, 128, UUID_EXAMPLE))
                        .description(
                                "An id of the caller's own for this request; one that is no sane token is replaced."
                                        + " It comes back with the answer and stands in every log line."));
        components.addParameter(
                ACCOUNT,
                taken(ACCOUNT, Wire.uuid().addExample(UUID_EXAMPLE))
                        .description(
                                "The account that is meant. Needed with a key; a client's token names its own already."));
        components.addParameter(
                DEVICE,
                taken(DEVICE, text(1, 128, "d-7f3a9c"))
                        .description("The panel's own id of the client's device; not interpreted."));
        components.addParameter(
                CLIENT_IP,
                taken(CLIENT_IP, text(2, 45, "203.0.113.9"))
                        .description(
                                "The client's own address, stated by a reseller; ignored from anyone else. Required"
                                        + " on its registrations and orders."));
        components.addParameter(
                CLIENT_USER_AGENT,
                taken(CLIENT_USER_AGENT, text(1, 512, "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0"))
                        .description("The client's browser, stated by a reseller; ignored from anyone else. Required on"
                                + " its registrations and orders."));
        components.addParameter(IdempotencyKey.HEADER, key(false));
        components.addParameter(REQUIRED_KEY, key(true));

        components.addHeader(REQUEST_ID, given("The id of this request.", UUID_EXAMPLE));
        components.addHeader(
                RETRY_AFTER,
                OASFactory.createHeader()
                        .description("Whole seconds after which a retry may succeed (RFC 9110).")
                        .schema(OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .addExample(60)));
        components.addHeader(
                RATE_LIMIT,
                given("What is left of the limit, and seconds until there is more.", "\"mail-cooldown\";r=0;t=60"));
        components.addHeader(RATE_LIMIT_POLICY, given("The limit and its window.", "\"mail-cooldown\";q=1;w=60"));
        components.addHeader(REPLAYED, given("`true` where this answer was given before to the same key.", "true"));
        components.addHeader(AUTHENTICATE, given("The scheme of a client's token.", "Bearer"));
        components.addHeader(ALLOW, given("The methods that this path has.", "GET, POST"));
    }

    /** Names those that the operation takes, in place of what the scanner saw of them. */
    static void take(Operation operation, Endpoint endpoint) {
        List<Parameter> parameters = new ArrayList<>();
        idempotencyKey(operation)
                .ifPresent(key -> parameters.add(
                        named(Boolean.TRUE.equals(key.getRequired()) ? REQUIRED_KEY : IdempotencyKey.HEADER)));
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> parameter.getIn() != Parameter.In.HEADER)
                    .forEach(parameters::add);
        }
        if (endpoint.takesAccount()) {
            parameters.add(named(ACCOUNT));
        }
        if (endpoint.problems().contains(ErrorCode.SCREENING_UNAVAILABLE)) {
            // What is screened is told the device.
            parameters.add(named(DEVICE));
        }
        if (endpoint.statesClient()) {
            parameters.add(named(CLIENT_IP));
            parameters.add(named(CLIENT_USER_AGENT));
        }
        parameters.add(named(REQUEST_ID));
        operation.setParameters(parameters);
    }

    /** The operation's {@code Idempotency-Key} as the scanner saw it. */
    static Optional<Parameter> idempotencyKey(Operation operation) {
        return operation.getParameters() == null
                ? Optional.empty()
                : operation.getParameters().stream()
                        .filter(parameter -> IdempotencyKey.HEADER.equals(parameter.getName()))
                        .findFirst();
    }

    static Header header(String name) {
        return OASFactory.createHeader().ref(name);
    }

    private static Parameter named(String name) {
        return OASFactory.createParameter().ref(name);
    }

    private static Parameter key(boolean required) {
        return taken(IdempotencyKey.HEADER, text(1, 255, "order-4711").pattern("^[\\x21-\\x7E]+$"))
                .required(required)
                .description("The same key with the same body brings the first answer again for 24 hours, and does"
                        + " nothing twice. A refusal or an error frees the key.");
    }

    private static Parameter taken(String name, Schema schema) {
        return OASFactory.createParameter().name(name).in(Parameter.In.HEADER).schema(schema);
    }

    private static Header given(String description, String example) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING).addExample(example));
    }

    private static Schema text(int min, int max, String example) {
        return OASFactory.createSchema()
                .addType(SchemaType.STRING)
                .minLength(min)
                .maxLength(max)
                .addExample(example);
    }
}
