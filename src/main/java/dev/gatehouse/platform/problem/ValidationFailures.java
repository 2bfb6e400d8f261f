package dev.gatehouse.platform.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Violations of Bean Validation: {@code 422 validation-failed} with one entry a field; a body that is due and missing
 * is {@code 400 malformed-request}. A violated <em>return</em> value is a defect and stays a 500.
 */
final class ValidationFailures implements FailureReader {
    @Override
    public @Nullable Refusal read(Throwable failure) {
        if (!(failure instanceof ConstraintViolationException invalid)) {
            return null;
        }
        List<FieldError> errors = new ArrayList<>();
        for (ConstraintViolation<?> violation : invalid.getConstraintViolations()) {
            Place place = place(violation);
            if (place.ours()) {
                return null;
            }
            if (place.pointer().isEmpty()) {
                return bodyRequired();
            }
            String code = ConstraintCodes.code(violation);
            errors.add(new FieldError(place.pointer(), code, ConstraintCodes.detail(violation, code)));
        }
        if (errors.isEmpty()) {
            return null;
        }
        errors.sort(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::code));
        return Refusal.invalid(errors);
    }

    /** {@code 400 malformed-request}: there is no body where one is due. */
    static Refusal bodyRequired() {
        String detail = "A request body is required here.";
        return Refusal.of(ErrorCode.MALFORMED_REQUEST, detail)
                .withErrors(List.of(new FieldError("", "body-required", detail)));
    }

    /** Where the violation is: a pointer for the caller ("" is the body itself), or in what we return. */
    private record Place(String pointer, boolean ours) {}

    private static Place place(ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder();
        Path.@Nullable MethodNode method = null;
        String parameter = null;
        for (Path.Node node : violation.getPropertyPath()) {
            ElementKind kind = node.getKind();
            if (kind == ElementKind.METHOD) {
                method = node.as(Path.MethodNode.class);
            } else if (kind == ElementKind.RETURN_VALUE) {
                return new Place("", true);
            } else if (kind == ElementKind.PARAMETER && method != null) {
                parameter = parameter(
                        violation.getRootBeanClass(),
                        method,
                        node.as(Path.ParameterNode.class).getParameterIndex(),
                        node.getName());
            } else {
                append(pointer, node);
            }
        }
        return new Place(parameter == null ? pointer.toString() : parameter, false);
    }

    private static void append(StringBuilder pointer, Path.Node node) {
        if (node.getIndex() != null) {
            pointer.append('/').append(node.getIndex());
        } else if (node.getKey() != null) {
            pointer.append('/').append(node.getKey());
        }
        if (node.getName() != null && node.getKind() == ElementKind.PROPERTY) {
            pointer.append('/').append(node.getName());
        }
    }

    /** The bare name of a header, query, path or form parameter, or {@code null} for the body. */
    private static @Nullable String parameter(
            @Nullable Class<?> resource, Path.MethodNode node, int index, @Nullable String fallback) {
        Method method = method(resource, node);
        if (method == null) {
            return null;
        }
        for (Annotation annotation : method.getParameterAnnotations()[index]) {
            String name = name(annotation);
            if (name != null) {
                return name.isEmpty() && fallback != null ? fallback : name;
            }
        }
        return null;
    }

    private static @Nullable Method method(@Nullable Class<?> resource, Path.MethodNode node) {
        Class<?>[] types = node.getParameterTypes().toArray(new Class<?>[0]);
        for (Class<?> type = resource; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                // What an interceptor makes carries no annotations: go on to the class that was written.
                if (method.getName().equals(node.getName())
                        && Arrays.equals(method.getParameterTypes(), types)
                        && !type.isSynthetic()
                        && !type.getSimpleName().endsWith("_Subclass")) {
                    return method;
                }
            }
        }
        return null;
    }

    private static @Nullable String name(Annotation annotation) {
        if (annotation instanceof HeaderParam header) {
            return header.value();
        } else if (annotation instanceof QueryParam query) {
            return query.value();
        } else if (annotation instanceof PathParam path) {
            return path.value();
        } else if (annotation instanceof FormParam form) {
            return form.value();
        } else if (annotation instanceof CookieParam cookie) {
            return cookie.value();
        } else if (annotation instanceof RestHeader header) {
            return header.value();
        } else if (annotation instanceof RestQuery query) {
            return query.value();
        } else if (annotation instanceof RestPath path) {
            return path.value();
        } else if (annotation instanceof RestForm form) {
            return form.value();
        }
        return null;
    }
}
