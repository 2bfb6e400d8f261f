package dev.gatehouse.platform.openapi;

import dev.gatehouse.platform.problem.ErrorCode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Completes the scanned document once, while the application is built, so that the running service only hands it out
 * (natively too). An operation without an {@code operationId} is not part of the contract and is left out.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OpenApiRules implements OASFilter {
    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final Schemas schemas;

    /** For the framework. */
    public OpenApiRules(IndexView index) {
        index.getAnnotations(org.eclipse.microprofile.openapi.annotations.Operation.class)
                .forEach(found -> Endpoint.idOf(found)
                        .ifPresent(id ->
                                endpoints.put(id, new Endpoint(found.target().asMethod()))));
        schemas = new Schemas(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Components components = api.getComponents();
        keepNamedOperations(api);
        List<Operation> operations = api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .toList();
        Examples examples = new Examples(components.getSchemas());
        for (Operation operation : operations) {
            Endpoint endpoint = endpoints.get(operation.getOperationId());
            if (endpoint != null) {
                describe(operation, endpoint, examples);
            }
        }
        renameGenerics(components, operations);
        components.setSchemas(completeSchemas(components.getSchemas(), operations));
        HeaderFields.define(components);
        ProblemResponses problems = new ProblemResponses(components);
        for (Operation operation : operations) {
            Endpoint endpoint = endpoints.get(operation.getOperationId());
            if (endpoint != null) {
                refuse(operation, endpoint, problems);
                HeaderFields.take(operation, endpoint);
            }
        }
    }

    private void keepNamedOperations(OpenAPI api) {
        for (Map.Entry<String, PathItem> path :
                Map.copyOf(api.getPaths().getPathItems()).entrySet()) {
            PathItem item = path.getValue();
            Map.copyOf(item.getOperations()).forEach((method, operation) -> {
                if (!endpoints.containsKey(String.valueOf(operation.getOperationId()))) {
                    item.setOperation(method, null);
                }
            });
            if (item.getOperations().isEmpty()) {
                api.getPaths().removePathItem(path.getKey());
            }
        }
    }

    private static void describe(Operation operation, Endpoint endpoint, Examples examples) {
        Access.describe(operation, endpoint);
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().setRequired(endpoint.requiresBody());
            media(operation.getRequestBody().getContent())
                    .forEach(media -> media.setExample(examples.of(media.getSchema())));
        }
        APIResponse scanned = operation.getResponses().getAPIResponses().entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(OASFactory::createAPIResponse);
        if (!endpoint.isVoid()) {
            media(scanned.getContent()).forEach(media -> media.setExample(answer(media, endpoint, examples)));
        }
        APIResponses responses = OASFactory.createAPIResponses();
        responses.addAPIResponse(
                Integer.toString(endpoint.status()),
                success(operation, endpoint.status(), endpoint.isVoid() ? null : scanned.getContent()));
        for (int other : endpoint.otherStatuses()) {
            responses.addAPIResponse(
                    Integer.toString(other), success(operation, other, other == 200 ? scanned.getContent() : null));
        }
        operation.setResponses(responses);
    }

    private static APIResponse success(Operation operation, int status, @Nullable Content content) {
        APIResponse success = OASFactory.createAPIResponse()
                .description(
                        switch (status) {
                            case 201 -> "Created.";
                            case 202 -> "Accepted.";
                            case 204 -> "Done.";
                            default -> "Success.";
                        })
                .addHeader(HeaderFields.REQUEST_ID, HeaderFields.header(HeaderFields.REQUEST_ID));
        if (HeaderFields.idempotencyKey(operation).isPresent()) {
            success.addHeader(HeaderFields.REPLAYED, HeaderFields.header(HeaderFields.REPLAYED));
        }
        if (content != null) {
            success.setContent(content);
        }
        return success;
    }

    private static Object answer(MediaType media, Endpoint endpoint, Examples examples) {
        return endpoint.isPage()
                ? "<!DOCTYPE html><html lang=\"en\">…</html>"
                : Examples.patched(examples.of(media.getSchema()), endpoint.examplePatch());
    }

    private void renameGenerics(Components components, List<Operation> operations) {
        Map<String, Schema> scanned = components.getSchemas();
        Map<String, String> names = schemas.genericNames(scanned);
        names.forEach((before, after) -> components.addSchema(after, scanned.get(before)));
        for (Operation operation : operations) {
            for (APIResponse response :
                    operation.getResponses().getAPIResponses().values()) {
                for (MediaType media : media(response.getContent())) {
                    String after = names.get(String.valueOf(Wire.nameOf(media.getSchema())));
                    if (after != null) {
                        media.setSchema(Wire.reference(after));
                    }
                }
            }
        }
    }

    private Map<String, Schema> completeSchemas(Map<String, Schema> scanned, List<Operation> operations) {
        List<Schema> sent = new ArrayList<>();
        List<Schema> given = new ArrayList<>(List.of(Wire.reference("Problem")));
        for (Operation operation : operations) {
            if (operation.getRequestBody() != null) {
                media(operation.getRequestBody().getContent()).forEach(media -> sent.add(media.getSchema()));
            }
            for (APIResponse response :
                    operation.getResponses().getAPIResponses().values()) {
                media(response.getContent()).forEach(media -> given.add(media.getSchema()));
            }
            if (operation.getParameters() != null) {
                operation.getParameters().forEach(parameter -> parameter.setSchema(Wire.plain(parameter.getSchema())));
            }
        }
        return schemas.complete(scanned, sent, given);
    }

    /** The operation's problems, by status, after its success. */
    private static void refuse(Operation operation, Endpoint endpoint, ProblemResponses problems) {
        Map<Integer, List<ErrorCode>> byStatus = CommonProblems.of(endpoint, operation).stream()
                .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()));
        APIResponses responses = operation.getResponses();
        byStatus.forEach((status, codes) -> responses.addAPIResponse(
                Integer.toString(status),
                endpoint.isPage() && codes.contains(ErrorCode.VERIFICATION_TOKEN_INVALID)
                        ? page(codes)
                        : problems.refer(codes)));
    }

    /** A link that is not good gets a page that says so. */
    private static APIResponse page(List<ErrorCode> codes) {
        return OASFactory.createAPIResponse()
                .description(codes.get(0).title() + ".")
                .addHeader(HeaderFields.REQUEST_ID, HeaderFields.header(HeaderFields.REQUEST_ID))
                .content(OASFactory.createContent()
                        .addMediaType(
                                "text/html",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING))
                                        .example("<!DOCTYPE html><html lang=\"en\">…</html>")));
    }

    private static Collection<MediaType> media(@Nullable Content content) {
        return content == null ? List.of() : content.getMediaTypes().values();
    }
}
