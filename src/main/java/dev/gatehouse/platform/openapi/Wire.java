package dev.gatehouse.platform.openapi;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** How Java's types and Bean Validation's patterns read in JSON Schema. */
final class Wire {
    private static final String PREFIX = "#/components/schemas/";

    /** What the scanner adds for {@code @NotBlank}; it is a search as it stands. */
    private static final String NOT_BLANK = "\\S";

    private Wire() {}

    static Schema uuid() {
        return OASFactory.createSchema().addType(SchemaType.STRING).format("uuid");
    }

    static Schema instant() {
        return OASFactory.createSchema().addType(SchemaType.STRING).format("date-time");
    }

    /** The schema as it is documented: plain types in place of Java's names, patterns that mean the same here. */
    static Schema plain(Schema schema) {
        String name = nameOf(schema);
        if (name == null) {
            return plainType(schema);
        }
        return switch (name) {
            case "UUID" -> uuid();
            case "Instant" -> instant();
            default -> reference(name);
        };
    }

    private static Schema plainType(Schema schema) {
        if (schema.getItems() != null) {
            schema.setItems(plain(schema.getItems()));
        }
        String pattern = schema.getPattern();
        if (NOT_BLANK.equals(pattern)) {
            schema.setMinLength(schema.getMinLength() == null ? 1 : schema.getMinLength());
        } else if (pattern != null && !pattern.startsWith("^")) {
            schema.setPattern(anchored(pattern));
        }
        return schema;
    }

    /** Bean Validation matches the whole text, JSON Schema (ECMA 262, without POSIX classes) a part of it. */
    private static String anchored(String pattern) {
        String portable = pattern.replace("\\P{Cntrl}", "[^\\x00-\\x1F\\x7F]");
        return portable.contains("|") ? "^(" + portable + ")$" : "^" + portable + "$";
    }

    /** The same schema, to which {@code null} is a value too. */
    static Schema nullable(Schema schema) {
        if (schema.getRef() == null) {
            return schema.addType(SchemaType.NULL);
        }
        return OASFactory.createSchema()
                .type(List.of(SchemaType.OBJECT, SchemaType.NULL))
                .addAllOf(schema);
    }

    static Schema reference(String name) {
        return OASFactory.createSchema().ref(PREFIX + name);
    }

    /** The component that the schema is another name for, or {@code null} if it is one of its own. */
    static @Nullable String nameOf(Schema schema) {
        Schema named = schema.getAllOf() != null && schema.getAllOf().size() == 1
                ? schema.getAllOf().get(0)
                : schema;
        String ref = named.getRef();
        return ref == null ? null : ref.substring(ref.lastIndexOf('/') + 1);
    }

    /** The example that stands on the schema itself, or {@code null}. */
    static @Nullable Object ownExample(Schema schema) {
        List<Object> examples = schema.getExamples();
        return examples == null || examples.isEmpty() ? null : examples.get(0);
    }

    static Map<String, Schema> properties(Schema schema) {
        return schema.getProperties() == null ? Map.of() : schema.getProperties();
    }
}
