package dev.gatehouse.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.access.EndpointRow.About;
import dev.gatehouse.access.EndpointRow.Access;
import dev.gatehouse.testing.Facts;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the served document against every kind of credential: who is let in, and whose ids are checked. What
 * was seen is written to {@code target/endpoint-access.md}.
 */
@QuarkusTest
class EndpointAccessTest {
    private static final Path TABLE = Path.of("target", "endpoint-access.md");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final int FEWEST_OPERATIONS = 35;

    @Inject
    Facts facts;

    @Test
    void everyOperationHasItsRow() {
        Set<String> served = served();
        Set<String> listed =
                EndpointRows.ALL.stream().map(EndpointRow::operation).collect(Collectors.toCollection(TreeSet::new));

        assertThat(served).hasSizeGreaterThanOrEqualTo(FEWEST_OPERATIONS);
        assertThat(EndpointRows.ALL).hasSize(listed.size());
        assertThat(without(served, listed))
                .as("operations without a row in EndpointRows: say who may call them")
                .isEmpty();
        assertThat(without(listed, served))
                .as("rows of operations that are not there")
                .isEmpty();
    }

    @Test
    void everyOperationAsksWhoCalls() throws IOException {
        EndpointWorld world = new EndpointWorld(facts);
        Set<String> served = served();
        List<String> wrong = new ArrayList<>();
        List<String> table = new ArrayList<>();
        int compared = 0;
        for (EndpointRow row : EndpointRows.ALL) {
            if (!served.contains(row.operation())) {
                continue;
            }
            List<String> cells = new ArrayList<>();
            for (Credential credential : Credential.values()) {
                Access expected = row.expected(credential);
                String seen = expected.shown();
                if (expected != Access.MOOT) {
                    Response answer = answer(world, row, credential);
                    String problem = problem(world, row, credential, answer);
                    if (problem != null) {
                        seen = "**" + answer.statusCode() + "**";
                        wrong.add(row.operation() + " as " + credential.shown() + ": " + problem + ": "
                                + answer.statusCode() + ' ' + answer.asString());
                    }
                    compared++;
                }
                cells.add(seen);
            }
            table.add("| `" + row.operation() + "` | " + String.join(" | ", cells) + " |");
        }
        write(table);

        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(FEWEST_OPERATIONS * 10);
    }

    /** A reseller that is too fast for its rate is asked to come again, and does. */
    private static Response answer(EndpointWorld world, EndpointRow row, Credential credential) {
        Response answer = world.send(row, credential);
        return isTooFast(answer)
                ? Awaitility.await(row.operation())
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> world.send(row, credential), again -> !isTooFast(again))
                : answer;
    }

    private static boolean isTooFast(Response answer) {
        return Objects.requireNonNullElse(answer.header("RateLimit-Policy"), "").contains("reseller-requests");
    }

    private static @Nullable String problem(
            EndpointWorld world, EndpointRow row, Credential credential, Response answer) {
        Access expected = row.expected(credential);
        if (answer.statusCode() >= 500) {
            return "it broke";
        }
        // What staff ask for need not be there: whoever gets that far was let in.
        boolean notThere = expected == Access.IN && row.about() != About.ACCOUNT && row.about() != About.ITEM;
        Access seen = access(answer);
        if (seen != expected && !(notThere && seen == Access.HIDDEN)) {
            return "expected " + expected;
        }
        boolean mayKnow = credential == Credential.OWNER
                || credential == Credential.OWN_RESELLER
                || credential == Credential.PANEL_KEY
                || credential == Credential.STAFF_KEY;
        String told = answer.asString();
        if (!mayKnow
                && (told.contains(world.ids().account().toString())
                        || told.contains(world.ids().order()))) {
            return "it tells what is the owner's";
        }
        return null;
    }

    /** Told by the problem's code: a refusal for another reason has let the caller in. */
    private static Access access(Response answer) {
        String type = answer.contentType();
        String code = type != null && type.startsWith("application/problem+json")
                ? answer.jsonPath().getString("code")
                : "";
        return switch (code) {
            case "unauthenticated" -> Access.UNKNOWN;
            case "forbidden" -> Access.FORBIDDEN;
            case "not-found" -> Access.HIDDEN;
            default -> Access.IN;
        };
    }

    private static Set<String> served() {
        JsonPath document =
                given().queryParam("format", "json").get("/q/openapi").jsonPath();
        Map<String, Map<String, Object>> paths = document.getMap("paths");
        Set<String> operations = new TreeSet<>();
        paths.forEach((path, methods) -> methods.keySet().stream()
                .filter(METHODS::contains)
                .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + ' ' + path)));
        return operations;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static void write(List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| operation | "
                + Arrays.stream(Credential.values()).map(Credential::shown).collect(Collectors.joining(" | ")) + " |");
        lines.add("| --- |" + " --- |".repeat(Credential.values().length));
        lines.addAll(rows);
        Files.write(TABLE, lines);
    }
}
