package dev.gatehouse.platform.openapi;

import dev.gatehouse.platform.problem.ErrorCode;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;
import org.jboss.resteasy.reactive.ResponseStatus;

/**
 * An operation as its resource method declares it.
 *
 * @param method the JAX-RS method
 */
record Endpoint(MethodInfo method) {
    private static final String CLIENT = "client";
    private static final String STAFF = "staff:";
    private static final List<Class<? extends Annotation>> NO_BODY =
            List.of(PathParam.class, QueryParam.class, HeaderParam.class, FormParam.class);

    /** Whether no credential is needed. */
    boolean isPublic() {
        return roles().isEmpty();
    }

    /** Whether a client's own token will do. */
    boolean isForClients() {
        return roles().contains(CLIENT);
    }

    /** The security schemes that make a difference though no credential is needed. */
    List<String> optionalSchemes() {
        AnnotationInstance one = method.declaredAnnotation(SecurityRequirement.class);
        AnnotationInstance several = method.declaredAnnotation(SecurityRequirements.class);
        Stream<AnnotationInstance> requirements = several == null
                ? Stream.ofNullable(one)
                : Arrays.stream(several.value().asNestedArray());
        return requirements
                .map(requirement -> requirement.value("name").asString())
                .toList();
    }

    /** Whether a reseller states its client's address and browser. */
    boolean statesClient() {
        return method.hasDeclaredAnnotation(StatesClient.class);
    }

    /** The scopes of which a key needs one. */
    List<String> scopes() {
        return roles().stream().filter(role -> !role.equals(CLIENT)).sorted().toList();
    }

    /** Whether a key may call for an account that it names. */
    boolean takesAccount() {
        return optionalSchemes().size() > 1 || scopes().stream().anyMatch(scope -> !scope.startsWith(STAFF));
    }

    private List<String> roles() {
        if (method.hasDeclaredAnnotation(PermitAll.class)) {
            return List.of();
        }
        AnnotationInstance allowed = method.declaredAnnotation(RolesAllowed.class);
        if (allowed == null) {
            allowed = method.declaringClass().declaredAnnotation(RolesAllowed.class);
        }
        return allowed == null ? List.of() : Arrays.asList(allowed.value().asStringArray());
    }

    /** The problems that stand on the method. */
    Set<ErrorCode> problems() {
        AnnotationInstance problems = method.declaredAnnotation(Problems.class);
        Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        if (problems != null) {
            for (String name : problems.value().asEnumArray()) {
                codes.add(ErrorCode.valueOf(name));
            }
        }
        return codes;
    }

    /** The status of success. */
    int status() {
        AnnotationInstance answer = method.declaredAnnotation(Answer.class);
        if (answer != null && answer.value("status") != null) {
            return answer.value("status").asInt();
        }
        AnnotationInstance status = method.declaredAnnotation(ResponseStatus.class);
        if (status != null) {
            return status.value().asInt();
        }
        return isVoid() ? 204 : 200;
    }

    /** How the example of success differs from what its schemas add up to; may be empty. */
    String examplePatch() {
        AnnotationInstance answer = method.declaredAnnotation(Answer.class);
        return answer == null || answer.value("example") == null
                ? ""
                : answer.value("example").asString();
    }

    /** Whether success has no body. */
    boolean isVoid() {
        Type type = method.returnType();
        Type inner = type.kind() == Type.Kind.PARAMETERIZED_TYPE
                ? type.asParameterizedType().arguments().get(0)
                : type;
        return inner.kind() == Type.Kind.VOID || inner.name().toString().equals("java.lang.Void");
    }

    /** Whether a person looks at the answer. */
    boolean isPage() {
        AnnotationInstance produces = method.declaredAnnotation(Produces.class);
        return produces != null && List.of(produces.value().asStringArray()).contains("text/html");
    }

    /** Whether there is a body and it may not be left out. */
    boolean requiresBody() {
        return isStreamed()
                || body().filter(parameter -> parameter.hasDeclaredAnnotation(NotNull.class))
                        .isPresent();
    }

    boolean hasBody() {
        return isStreamed() || body().isPresent();
    }

    /** Whether the body is read piece by piece, so that no parameter shows it. */
    private boolean isStreamed() {
        return method.hasDeclaredAnnotation(RequestBody.class);
    }

    /** The other statuses of success. */
    int[] otherStatuses() {
        AnnotationInstance answer = method.declaredAnnotation(Answer.class);
        return answer == null || answer.value("also") == null
                ? new int[0]
                : answer.value("also").asIntArray();
    }

    private Optional<MethodParameterInfo> body() {
        return method.parameters().stream()
                .filter(parameter -> NO_BODY.stream().noneMatch(parameter::hasDeclaredAnnotation))
                .findFirst();
    }

    boolean has(Class<? extends Annotation> parameterKind) {
        return method.parameters().stream().anyMatch(parameter -> parameter.hasDeclaredAnnotation(parameterKind));
    }

    /** The operation's name of its {@code @Operation}. */
    static Optional<String> idOf(AnnotationInstance operation) {
        return operation.target().kind() == AnnotationTarget.Kind.METHOD && operation.value("operationId") != null
                ? Optional.of(operation.value("operationId").asString())
                : Optional.empty();
    }
}
