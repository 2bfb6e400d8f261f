package dev.gatehouse.platform.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Puts whole bodies together from the examples that stand on their fields. */
final class Examples {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    private final Map<String, Schema> schemas;

    Examples(Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    /** A value of that schema. */
    Object of(Schema schema) {
        Object own = Wire.ownExample(schema);
        if (own != null) {
            return own;
        }
        String name = Wire.nameOf(schema);
        Schema known = name == null ? schema : schemas.get(name);
        if (known == null) {
            throw new IllegalStateException("There is no schema " + name + ".");
        }
        if (known.getEnumeration() != null && !known.getEnumeration().isEmpty()) {
            return known.getEnumeration().get(0);
        }
        if (known.getProperties() != null) {
            return object(known.getProperties());
        }
        if (known.getItems() != null) {
            return List.of(of(known.getItems()));
        }
        return plain(known);
    }

    private Map<String, Object> object(Map<String, Schema> properties) {
        Map<String, Object> object = new LinkedHashMap<>();
        properties.forEach((name, schema) -> {
            try {
                object.put(name, of(schema));
            } catch (IllegalStateException e) {
                throw new IllegalStateException(name + ": " + e.getMessage(), e);
            }
        });
        return object;
    }

    private static Object plain(Schema schema) {
        return switch (String.valueOf(schema.getFormat())) {
            case "uuid" -> "0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276";
            case "date-time" -> "2026-11-23T09:30:00Z";
            default -> throw new IllegalStateException("The field has no example: give it one by @Schema(examples).");
        };
    }

    /** The example with a JSON merge patch (RFC 7396) applied to it. */
    static Object patched(Object example, String patch) {
        try {
            return patch.isEmpty() ? example : merge(example, JSON.readValue(patch, OBJECT));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("This is not a JSON object: " + patch, e);
        }
    }

    private static Object merge(@Nullable Object target, Object patch) {
        if (!(patch instanceof Map<?, ?> changes)) {
            return patch;
        }
        Map<String, Object> merged = new LinkedHashMap<>();
        if (target instanceof Map<?, ?> before) {
            before.forEach((name, value) -> merged.put(String.valueOf(name), value));
        }
        changes.forEach((name, change) -> {
            String key = String.valueOf(name);
            if (change == null) {
                merged.remove(key);
            } else {
                merged.put(key, merge(merged.get(key), change));
            }
        });
        return merged;
    }
}
