package dev.gatehouse.platform.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * What the wire records' annotations say about their schemas: a component that is not {@code @Nullable} is required; a
 * nullable one is left out, or null where the record writes nulls. What is sent to us takes no other fields.
 */
final class Schemas {
    private static final String OURS = "dev.gatehouse.";
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);

    private final Map<String, ClassInfo> records = new HashMap<>();
    private final Map<String, ClassInfo> generics = new HashMap<>();

    Schemas(IndexView index) {
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord() && type.name().toString().startsWith(OURS)) {
                // A name that stands on a wire type counts more than what another record happens to be called.
                records.merge(schemaName(type), type, (one, other) -> isNamed(other) ? other : one);
            }
        }
    }

    private static boolean isNamed(ClassInfo type) {
        return type.hasDeclaredAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    }

    private static String schemaName(ClassInfo type) {
        AnnotationInstance schema =
                type.declaredAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
        return schema == null || schema.value("name") == null
                ? type.simpleName()
                : schema.value("name").asString();
    }

    /**
     * The scanner's name of a generic record's schema ({@code PageOrderView}) and the one that the document gives it
     * ({@code OrderPage}).
     */
    Map<String, String> genericNames(Map<String, Schema> scanned) {
        Map<String, String> names = new TreeMap<>();
        for (String name : scanned.keySet()) {
            if (records.containsKey(name)) {
                continue;
            }
            records.forEach((argumentName, argument) -> records.forEach((genericName, generic) -> {
                if (name.equals(generic.simpleName() + argument.simpleName())) {
                    names.put(name, argumentName + genericName);
                    generics.put(argumentName + genericName, generic);
                }
            }));
        }
        return names;
    }

    /** Completes the schemas that are used, and drops the others. */
    Map<String, Schema> complete(Map<String, Schema> scanned, Collection<Schema> sent, Collection<Schema> given) {
        Set<String> requests = reachable(scanned, sent);
        Set<String> used =
                reachable(scanned, Stream.concat(sent.stream(), given.stream()).toList());
        Map<String, Schema> complete = new TreeMap<>();
        for (String name : used) {
            Schema schema = scanned.get(name);
            if (schema != null && !isPlain(schema)) {
                complete.put(name, complete(name, schema, requests.contains(name)));
            }
        }
        return complete;
    }

    /** Whether it is inlined wherever it is used. */
    private static boolean isPlain(Schema schema) {
        return schema.getProperties() == null && schema.getEnumeration() == null;
    }

    private Schema complete(String name, Schema schema, boolean request) {
        if (schema.getProperties() == null) {
            return schema;
        }
        ClassInfo type = generics.getOrDefault(name, records.get(name));
        Map<String, Schema> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        schema.getProperties().forEach((field, property) -> {
            Schema plain = Wire.plain(property);
            boolean nullable = type != null && isNullable(type, field);
            boolean written = !nullable || (!request && type != null && writesNull(type, field));
            if (written) {
                required.add(field);
            }
            properties.put(field, nullable && written ? Wire.nullable(plain) : plain);
        });
        schema.setProperties(properties);
        schema.setRequired(required.isEmpty() ? null : required);
        if (request) {
            schema.setAdditionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
        }
        return schema;
    }

    private static boolean isNullable(ClassInfo type, String field) {
        FieldInfo component = type.field(field);
        return component != null && component.type().hasAnnotation(NULLABLE);
    }

    private static boolean writesNull(ClassInfo type, String field) {
        FieldInfo component = type.field(field);
        AnnotationInstance own = component == null ? null : component.declaredAnnotation(JsonInclude.class);
        AnnotationInstance include = own == null ? type.declaredAnnotation(JsonInclude.class) : own;
        return include != null
                && include.value() != null
                && include.value().asEnum().equals(JsonInclude.Include.ALWAYS.name());
    }

    private static Set<String> reachable(Map<String, Schema> scanned, Collection<Schema> from) {
        Set<String> names = new TreeSet<>();
        Deque<Schema> due = new ArrayDeque<>(from);
        while (!due.isEmpty()) {
            Schema schema = due.pop();
            String name = Wire.nameOf(schema);
            if (name != null) {
                Schema known = scanned.get(name);
                if (names.add(name) && known != null) {
                    due.push(known);
                }
                continue;
            }
            if (schema.getItems() != null) {
                due.push(schema.getItems());
            }
            Wire.properties(schema).values().forEach(due::push);
        }
        return names;
    }
}
