package dev.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.RestAssuredResponse;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.net.URI;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * The operations of {@code openapi.yaml}: holds each answer that passes to its schema, so that a record whose fields a
 * native executable has lost is noticed, and remembers which operations have succeeded.
 */
public final class Operations implements Filter {
    private static final String DOCUMENT = "openapi.yaml";

    /** OpenAPI 3.0 has no way to say of a schema named elsewhere that there may be none, but this is how it is read. */
    private static final String NULL_OBJECT = "allOf/0: Instance type (null)";

    private final OpenApiInteractionValidator validator =
            OpenApiInteractionValidator.createFor(DOCUMENT).build();
    private final Set<String> all = new TreeSet<>();
    private final Set<String> succeeded = new ConcurrentSkipListSet<>();

    /** Of the document in the project's directory. */
    public Operations() {
        new OpenAPIV3Parser().read(DOCUMENT).getPaths().forEach((path, item) -> item.readOperationsMap()
                .keySet()
                .forEach(method -> all.add(method + " " + path)));
    }

    /** Every operation, such as {@code GET /orders/{id}}. */
    public Set<String> all() {
        return all;
    }

    /** Those that were answered with 2xx at least once, as their schemas have it. */
    public Set<String> succeeded() {
        return succeeded;
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification specification, FilterContext rest) {
        Response answer = rest.next(request, specification);
        String path = URI.create(request.getURI()).getPath();
        String operation = named(request.getMethod(), path);
        if (operation != null) {
            assertThat(validator
                            .validateResponse(
                                    path, Request.Method.valueOf(request.getMethod()), RestAssuredResponse.of(answer))
                            .getMessages())
                    .extracting(ValidationReport.Message::toString)
                    .filteredOn(message -> !message.contains(NULL_OBJECT))
                    .as("%s, %s", operation, answer.asString())
                    .isEmpty();
            if (answer.statusCode() / 100 == 2) {
                succeeded.add(operation);
            }
        }
        return answer;
    }

    /** The operation that a request means: of several templates that match, the one with the fewest parameters. */
    private @Nullable String named(String method, String path) {
        return all.stream()
                .filter(operation -> (method + " " + path).matches(operation.replaceAll("\\{[^}]+}", "[^/]+")))
                .min(Comparator.comparingLong(
                        operation -> operation.chars().filter(c -> c == '{').count()))
                .orElse(null);
    }
}
