package dev.gatehouse.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * The rules of the contract for JSON: an unknown field, a repeated one, a wrong type (a number is no string and a
 * string no number) or anything after the document is refused; times are RFC 3339 in UTC; what is null is absent,
 * unless a record says otherwise with {@link JsonInclude}. Records that read <em>foreign</em> JSON allow unknown fields
 * by {@code @JsonIgnoreProperties(ignoreUnknown = true)}.
 */
@Singleton
final class JsonRules implements ObjectMapperCustomizer {
    JsonRules() {}

    @Override
    public int priority() {
        // After the framework's own, so that these rules stand.
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.disable(
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        refuse(
                mapper.coercionConfigFor(LogicalType.Textual),
                CoercionInputShape.Integer,
                CoercionInputShape.Float,
                CoercionInputShape.Boolean);
        refuse(
                mapper.coercionConfigFor(LogicalType.Integer),
                CoercionInputShape.String,
                CoercionInputShape.EmptyString,
                CoercionInputShape.Float,
                CoercionInputShape.Boolean);
        refuse(
                mapper.coercionConfigFor(LogicalType.Float),
                CoercionInputShape.String,
                CoercionInputShape.EmptyString,
                CoercionInputShape.Boolean);
        refuse(
                mapper.coercionConfigFor(LogicalType.Boolean),
                CoercionInputShape.String,
                CoercionInputShape.EmptyString,
                CoercionInputShape.Integer,
                CoercionInputShape.Float);
        mapper.registerModule(new SimpleModule("gatehouse-times").addSerializer(Instant.class, new InstantWriter()));
    }

    private static void refuse(MutableCoercionConfig type, CoercionInputShape... shapes) {
        for (CoercionInputShape shape : shapes) {
            type.setCoercion(shape, CoercionAction.Fail);
        }
    }
}
