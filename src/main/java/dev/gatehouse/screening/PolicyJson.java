package dev.gatehouse.screening;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The stored form of a policy's lines: a JSON array with one object a line. */
final class PolicyJson {
    private static final String CHECK = "check";
    private static final String PHASE = "phase";
    private static final String MODE = "mode";
    private static final String ON_FLAG = "onFlag";
    private static final String ON_UNAVAILABLE = "onUnavailable";

    private PolicyJson() {}

    static JsonArray write(Map<ChainPolicy.Line, CheckPolicy> lines) {
        JsonArray array = new JsonArray();
        lines.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(ChainPolicy.Line::check).thenComparing(ChainPolicy.Line::phase)))
                .forEach(entry -> array.add(new JsonObject()
                        .put(CHECK, entry.getKey().check())
                        .put(PHASE, entry.getKey().phase().code())
                        .put(MODE, entry.getValue().mode().code())
                        .put(ON_FLAG, entry.getValue().onFlag().code())
                        .put(ON_UNAVAILABLE, entry.getValue().onUnavailable().code())));
        return array;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException at a word that this release does not know: a policy is read as a whole or not
     */
    static Map<ChainPolicy.Line, CheckPolicy> read(JsonArray array) {
        Map<ChainPolicy.Line, CheckPolicy> lines = new HashMap<>();
        for (Object each : array) {
            JsonObject json = (JsonObject) each;
            lines.put(
                    new ChainPolicy.Line(json.getString(CHECK), Phase.valueOf(upper(json, PHASE))),
                    new CheckPolicy(
                            Mode.valueOf(upper(json, MODE)),
                            Action.valueOf(upper(json, ON_FLAG)),
                            Action.valueOf(upper(json, ON_UNAVAILABLE))));
        }
        return lines;
    }

    private static String upper(JsonObject json, String key) {
        return json.getString(key).toUpperCase(Locale.ROOT);
    }
}
