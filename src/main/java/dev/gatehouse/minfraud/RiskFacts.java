package dev.gatehouse.minfraud;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of an answer matters here. It holds no personal data.
 *
 * @param minFraudId MaxMind's id of the answer
 * @param score the risk score, 0.01 to 99
 * @param signs what speaks against the client, by MaxMind's names
 * @param disposition MaxMind's {@code accept}, {@code reject}, {@code manual_review} or {@code test}; {@code null} for none
 * @param country where the address is (ISO 3166-1 alpha-2), or {@code null}
 * @param userType who uses the address, such as {@code cellular}; or {@code null}
 * @param userCount how many use the address by MaxMind's estimate, or {@code null}
 * @param torExit whether the address is a Tor exit, or {@code null} if the answer does not say
 * @param reasons codes of what made the risk score
 */
public record RiskFacts(
        String minFraudId,
        double score,
        Set<String> signs,
        @Nullable String disposition,
        @Nullable String country,
        @Nullable String userType,
        @Nullable Double userCount,
        @Nullable Boolean torExit,
        List<String> reasons) {
    /** Keeps copies. */
    public RiskFacts {
        signs = Set.copyOf(signs);
        reasons = List.copyOf(reasons);
    }

    /** The stored form, without id and score, which have columns of their own. */
    JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("signs", new JsonArray(List.copyOf(new TreeSet<>(signs))))
                .put("reasons", new JsonArray(reasons));
        putIfKnown(json, "disposition", disposition);
        putIfKnown(json, "country", country);
        putIfKnown(json, "userType", userType);
        putIfKnown(json, "userCount", userCount);
        putIfKnown(json, "torExit", torExit);
        return json;
    }

    /** Reads the stored form. */
    static RiskFacts of(String minFraudId, double score, JsonObject json) {
        return new RiskFacts(
                minFraudId,
                score,
                Set.copyOf(texts(json, "signs")),
                json.getString("disposition"),
                json.getString("country"),
                json.getString("userType"),
                json.getDouble("userCount"),
                json.getBoolean("torExit"),
                texts(json, "reasons"));
    }

    private static List<String> texts(JsonObject json, String key) {
        return json.getJsonArray(key).stream().map(String.class::cast).toList();
    }

    private static void putIfKnown(JsonObject json, String key, @Nullable Object value) {
        if (value != null) {
            json.put(key, value);
        }
    }
}
