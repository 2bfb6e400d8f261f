package dev.gatehouse.platform.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.gatehouse.platform.problem.ErrorCode;
import io.quarkus.test.junit.QuarkusTest;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;

/**
 * The committed {@code openapi.yaml} is what the service hands out, and it is complete. After a change of a resource,
 * {@code ./mvnw test -Dtest=OpenApiTest -Dopenapi.update=true} writes it anew.
 */
@QuarkusTest
class OpenApiTest {
    private static final Path COMMITTED = Path.of("openapi.yaml");
    private static final Path CLASSES = Path.of("target", "classes");
    private static final int FEWEST_OPERATIONS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR));

    @Test
    void theCommittedDocumentIsTheServedOne() throws IOException {
        JsonNode served = served();
        if (Boolean.getBoolean("openapi.update")) {
            Files.writeString(COMMITTED, YAML.writeValueAsString(ordered(served)));
        }

        JsonNode committed = YAML.readTree(Files.readString(COMMITTED));

        assertThat(operations(committed)).hasSizeGreaterThanOrEqualTo(FEWEST_OPERATIONS);
        assertThat(operations(served)).hasSizeGreaterThanOrEqualTo(FEWEST_OPERATIONS);
        assertThat(committed)
                .as("openapi.yaml; -Dopenapi.update=true writes it anew")
                .isEqualTo(JSON.readTree(JSON.writeValueAsString(served)));
    }

    @Test
    void everyResourceMethodIsInIt() throws Exception {
        Set<String> documented = operations(served()).stream()
                .map(operation -> operation.path("operationId").asText())
                .collect(Collectors.toSet());
        List<String> declared = new ArrayList<>();
        for (Method method : resourceMethods()) {
            Operation operation = method.getAnnotation(Operation.class);
            assertThat(operation).as("@Operation of %s", method).isNotNull();
            if (!operation.hidden()) {
                declared.add(operation.operationId());
            }
        }

        assertThat(declared).hasSizeGreaterThanOrEqualTo(FEWEST_OPERATIONS).doesNotHaveDuplicates();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void everyErrorIsAnsweredBySomeOperation() throws IOException {
        JsonNode document = served();
        Set<String> answered = new HashSet<>(Set.of("MethodNotAllowed"));
        for (JsonNode operation : operations(document)) {
            operation
                    .path("responses")
                    .forEach(response ->
                            answered.add(lastOf(response.path("$ref").asText())));
        }
        Set<String> codes = new HashSet<>();
        for (Map.Entry<String, JsonNode> response :
                document.at("/components/responses").properties()) {
            assertThat(answered).contains(response.getKey());
            response.getValue()
                    .at("/content/application~1problem+json/examples")
                    .fieldNames()
                    .forEachRemaining(codes::add);
        }

        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
    }

    @Test
    void everyBodyHasAnExampleThatItsSchemaAllows() throws IOException {
        JsonNode document = served();
        OpenAPI api = new OpenAPIV3Parser().readContents(document.toString()).getOpenAPI();
        SchemaValidator validator = new SchemaValidator(
                api,
                new MessageResolver(LevelResolver.create()
                        .withLevel("validation.schema.additionalProperties", ValidationReport.Level.IGNORE)
                        .build()));
        List<JsonNode> bodies = bodies(document);
        int compared = 0;
        for (JsonNode body : bodies) {
            Schema<?> schema = schema(body.path("schema"));
            for (JsonNode example : examples(document, body)) {
                ValidationReport report = validator.validate(example.toString(), schema, "example");
                assertThat(report.getMessages())
                        .as("%s as %s", example, body.path("schema"))
                        .isEmpty();
                compared++;
            }
        }

        assertThat(compared).isGreaterThan(bodies.size() - 1).isGreaterThan(ErrorCode.values().length);
    }

    private static JsonNode served() throws IOException {
        return JSON.readTree(given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /** What a person reads first comes first. */
    private static ObjectNode ordered(JsonNode served) {
        ObjectNode ordered = JSON.createObjectNode();
        for (String name : List.of("openapi", "info", "servers", "tags", "paths", "components")) {
            ordered.set(name, served.path(name));
        }
        assertThat(ordered.size()).isEqualTo(served.size());
        return ordered;
    }

    private static List<JsonNode> operations(JsonNode document) {
        List<JsonNode> operations = new ArrayList<>();
        document.path("paths").forEach(path -> path.forEach(operations::add));
        return operations;
    }

    /** Everything with a schema and a media type: requests, answers, problems. */
    private static List<JsonNode> bodies(JsonNode document) {
        List<JsonNode> bodies = new ArrayList<>();
        document.findValues("content").forEach(content -> content.forEach(bodies::add));
        return bodies;
    }

    private static List<JsonNode> examples(JsonNode document, JsonNode body) {
        if (body.has("example")) {
            return List.of(body.path("example"));
        }
        List<JsonNode> examples = StreamSupport.stream(body.path("examples").spliterator(), false)
                .map(example -> document.at(
                        "/components/examples/" + lastOf(example.path("$ref").asText()) + "/value"))
                .toList();
        assertThat(examples).as("examples of %s", body).isNotEmpty();
        return examples;
    }

    private static Schema<?> schema(JsonNode schema) {
        return schema.has("$ref")
                ? new Schema<>().$ref(schema.path("$ref").asText())
                : new Schema<>().type(schema.path("type").asText());
    }

    private static String lastOf(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    /** The HTTP methods of every class of ours that is not a test's or the sandbox's. */
    private static List<Method> resourceMethods() throws IOException, ClassNotFoundException {
        List<Method> methods = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CLASSES.resolve("dev/gatehouse"))) {
            for (Path file : files.filter(path -> path.toString().endsWith("Resource.class"))
                    .filter(path -> !path.toString().contains("sandbox"))
                    .toList()) {
                String name = CLASSES.relativize(file)
                        .toString()
                        .replace(".class", "")
                        .replace('/', '.');
                Class<?> type = Class.forName(name, false, OpenApiTest.class.getClassLoader());
                Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> Arrays.stream(method.getAnnotations())
                                .anyMatch(annotation ->
                                        annotation.annotationType().isAnnotationPresent(HttpMethod.class)))
                        .forEach(methods::add);
            }
        }
        return methods;
    }
}
