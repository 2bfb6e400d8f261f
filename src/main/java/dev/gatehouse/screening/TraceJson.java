package dev.gatehouse.screening;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** The stored form of a trace: a JSON array with one object a check. */
final class TraceJson {
    private TraceJson() {}

    static JsonArray write(List<CheckTrace> trace) {
        JsonArray array = new JsonArray();
        for (CheckTrace line : trace) {
            array.add(new JsonObject()
                    .put("id", line.id())
                    .put("mode", line.mode().code())
                    .put("result", line.result().code())
                    .put("action", line.action().code())
                    .put("lifted", line.lifted())
                    .put("evidence", new JsonObject(line.evidence()))
                    .put("millis", line.millis()));
        }
        return array;
    }

    static List<CheckTrace> read(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).map(TraceJson::line).toList();
    }

    private static CheckTrace line(JsonObject json) {
        return new CheckTrace(
                json.getString("id"),
                Mode.valueOf(upper(json, "mode")),
                Outcome.valueOf(upper(json, "result")),
                Action.valueOf(upper(json, "action")),
                json.getBoolean("lifted"),
                json.getJsonObject("evidence").getMap(),
                json.getLong("millis"));
    }

    private static String upper(JsonObject json, String key) {
        return json.getString(key).toUpperCase(Locale.ROOT);
    }
}
