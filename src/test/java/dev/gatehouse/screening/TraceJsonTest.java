package dev.gatehouse.screening;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceJsonTest {
    @Test
    void readsWhatItWrote() {
        // given
        List<CheckTrace> trace = List.of(
                new CheckTrace("a", Mode.ENFORCE, Outcome.FLAGGED, Action.REVIEW, true, Map.of("address", 4), 12),
                new CheckTrace("b", Mode.SHADOW, Outcome.BLOCKED, Action.BLOCK, false, Map.of("line", "voip"), 0),
                new CheckTrace("c", Mode.OFF, Outcome.SKIPPED, Action.ALLOW, false, Map.of(), 0));

        // when
        String stored = TraceJson.write(trace).encode();

        // then
        assertThat(TraceJson.read(new JsonArray(stored))).isEqualTo(trace);
    }

    @Test
    void hasTheNamesOfTheContract() {
        // given
        CheckTrace line = new CheckTrace(
                "a", Mode.SHADOW, Outcome.UNAVAILABLE, Action.DEFER, false, Map.of("reason", "timeout"), 9);

        // then
        assertThat(TraceJson.write(List.of(line)).encode())
                .isEqualTo("[{\"id\":\"a\",\"mode\":\"shadow\",\"result\":\"unavailable\",\"action\":\"defer\","
                        + "\"lifted\":false,\"evidence\":{\"reason\":\"timeout\"},\"millis\":9}]");
    }
}
