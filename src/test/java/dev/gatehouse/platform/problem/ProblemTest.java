package dev.gatehouse.platform.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error of the catalogue and of the frameworks has the one shape and tells nothing internal. */
@QuarkusTest
class ProblemTest {
    private static final String ID = UUID.randomUUID().toString();

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeOfTheCatalogueIsAProblem(ErrorCode code) {
        Response response = request().get("/probe/refusal/" + code.name());

        assertProblem(response, code);
    }

    static Stream<Arguments> frameworkErrors() {
        return Stream.of(
                Arguments.of("GET", "/nowhere", null, ErrorCode.NOT_FOUND),
                Arguments.of("GET", "/q/nowhere", null, ErrorCode.NOT_FOUND),
                Arguments.of("GET", "/probe/refusal/no-such-constant", null, ErrorCode.NOT_FOUND),
                Arguments.of("DELETE", "/probe/body", null, ErrorCode.METHOD_NOT_ALLOWED),
                Arguments.of("POST", "/probe/body", null, ErrorCode.MALFORMED_REQUEST),
                Arguments.of("POST", "/probe/body", "{", ErrorCode.MALFORMED_REQUEST),
                Arguments.of("POST", "/probe/body", "[]", ErrorCode.MALFORMED_REQUEST),
                Arguments.of("POST", "/probe/body", "null", ErrorCode.MALFORMED_REQUEST),
                Arguments.of("POST", "/probe/body", "{}", ErrorCode.VALIDATION_FAILED),
                Arguments.of("GET", "/probe/failure/unauthorized", null, ErrorCode.UNAUTHENTICATED),
                Arguments.of("GET", "/probe/failure/authentication", null, ErrorCode.UNAUTHENTICATED),
                Arguments.of("GET", "/probe/failure/forbidden", null, ErrorCode.FORBIDDEN),
                Arguments.of("GET", "/probe/thrown/forbidden", null, ErrorCode.FORBIDDEN),
                Arguments.of("GET", "/probe/failure/connection", null, ErrorCode.SERVICE_UNAVAILABLE),
                Arguments.of("GET", "/probe/failure/closed", null, ErrorCode.SERVICE_UNAVAILABLE),
                Arguments.of("GET", "/probe/failure/shutdown", null, ErrorCode.SERVICE_UNAVAILABLE),
                Arguments.of("GET", "/probe/failure/constraint", null, ErrorCode.INTERNAL_ERROR),
                Arguments.of("GET", "/probe/failure/linkage", null, ErrorCode.INTERNAL_ERROR),
                Arguments.of("GET", "/probe/failure/other", null, ErrorCode.INTERNAL_ERROR),
                Arguments.of("GET", "/probe/thrown/other", null, ErrorCode.INTERNAL_ERROR),
                Arguments.of("GET", "/probe-route/fail", null, ErrorCode.INTERNAL_ERROR),
                Arguments.of("GET", "/probe-route/unauthorized", null, ErrorCode.UNAUTHENTICATED),
                Arguments.of("GET", "/probe-route/503", null, ErrorCode.SERVICE_UNAVAILABLE));
    }

    @ParameterizedTest
    @MethodSource("frameworkErrors")
    void everyErrorOfTheFrameworksIsAProblem(String method, String path, String body, ErrorCode code) {
        RequestSpecification request = request().contentType("application/json");
        Response response = (body == null ? request : request.body(body)).request(method, path);

        assertProblem(response, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DELETE | /probe/body            | OPTIONS, POST
                    POST   | /probe/time            | GET, HEAD, OPTIONS
                    PUT    | /probe/failure/other   | GET, HEAD, OPTIONS
                    GET    | /register              | OPTIONS, POST
                    PUT    | /verify/email          | GET, HEAD, OPTIONS, POST
                    PATCH  | /orders                | GET, HEAD, OPTIONS, POST
                    PATCH  | /orders/x              | GET, HEAD, OPTIONS
                    DELETE | /orders/x/confirm      | OPTIONS, POST
                    """)
    void aMethodThatThePathDoesNotKnowIsToldWhichItDoes(String method, String path, String allowed) {
        Response response = request().request(method, path);

        assertProblem(response, ErrorCode.METHOD_NOT_ALLOWED);
        assertThat(response.headers().getValues("Allow")).containsExactly(allowed);
    }

    @Test
    void whatCannotBeProducedIs406AndStillAProblem() {
        assertProblem(request().accept("image/png").get("/probe/time"), ErrorCode.NOT_ACCEPTABLE);
    }

    @Test
    void anAcceptHeaderDoesNotChangeTheMediaTypeOfAnError() {
        Response response = request().accept("application/json").get("/probe/failure/other");

        assertProblem(response, ErrorCode.INTERNAL_ERROR);
    }

    @Test
    void anotherMediaTypeIs415() {
        assertProblem(
                request().contentType("text/plain").body("x").post("/probe/body"), ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @Test
    void aBodyThatIsTooLargeIs413() {
        String large = "{\"text\":\"" + "x".repeat(2 << 20) + "\"}";

        assertProblem(
                request().contentType("application/json").body(large).post("/probe/body"), ErrorCode.PAYLOAD_TOO_LARGE);
    }

    @Test
    @DisplayName("a chunked body that is too large is 413, which the framework writes without a body")
    void chunkedBodyTooLarge() throws Exception {
        String answer = raw("POST /probe/body HTTP/1.1\r\nHost: x\r\nX-Request-Id: " + ID
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + ("10000\r\n" + " ".repeat(0x10000) + "\r\n").repeat(20) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("X-Request-Id: " + ID);
    }

    @Test
    void aPathThatCannotBeDecodedIsRefusedBeforeAnythingOfOursRuns() throws Exception {
        String answer = raw("GET /probe/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("content-length: 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"text":"a","emial":"x"}           | /emial         | unknown-field
                    {"text":1}                         | /text          | wrong-type
                    {"text":true}                      | /text          | wrong-type
                    {"text":{}}                        | /text          | wrong-type
                    {"text":"a","number":"1"}          | /number        | wrong-type
                    {"text":"a","number":1.5}          | /number        | wrong-type
                    {"text":"a","number":""}           | /number        | wrong-type
                    {"text":"a","amount":"1.5"}        | /amount        | wrong-type
                    {"text":"a","accept":"true"}       | /accept        | wrong-type
                    {"text":"a","accept":1}            | /accept        | wrong-type
                    {"text":"a","at":"yesterday"}      | /at            | wrong-type
                    {"text":"a","items":{}}            | /items         | wrong-type
                    {"text":"a","items":[{"nam":"x"}]} | /items/0/nam   | unknown-field
                    {"text":"a","text":"b"}            | ''             | malformed
                    {"text":"a"} x                     | ''             | malformed
                    {"text":"a"} {}                    | ''             | malformed
                    {"text":                           | ''             | malformed
                    """)
    void aBodyThatCannotBeReadNamesTheField(String body, String pointer, String code) {
        Response response = request().contentType("application/json").body(body).post("/probe/body");

        assertProblem(response, ErrorCode.MALFORMED_REQUEST);
        assertThat(response.jsonPath().getString("errors[0].pointer")).isEqualTo(pointer);
        assertThat(response.jsonPath().getString("errors[0].code")).isEqualTo(code);
        if (!pointer.isEmpty()) {
            assertThat(response.jsonPath().getString("detail")).contains(pointer);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                       | /text          | required
                    {"text":" "}                             | /text          | required
                    {"text":null}                            | /text          | required
                    {"text":"123456"}                        | /text          | too-long
                    {"text":"a","shorty":"x"}                | /shorty        | too-short
                    {"text":"a","email":"x"}                 | /email         | not-an-email
                    {"text":"a","word":"X"}                  | /word          | malformed
                    {"text":"a","accept":false}              | /accept        | must-be-accepted
                    {"text":"a","items":[{"name":"","count":1}]} | /items/0/name  | required
                    {"text":"a","items":[{"name":"a","count":4}]} | /items/0/count | out-of-range
                    """)
    void aFieldThatIsNotValidIsNamed(String body, String pointer, String code) {
        Response response = request().contentType("application/json").body(body).post("/probe/body");

        assertProblem(response, ErrorCode.VALIDATION_FAILED);
        assertThat(response.jsonPath().getList("errors")).hasSize(1);
        assertThat(response.jsonPath().getString("errors[0].pointer")).isEqualTo(pointer);
        assertThat(response.jsonPath().getString("errors[0].code")).isEqualTo(code);
        assertThat(response.jsonPath().getString("errors[0].detail")).isNotBlank();
    }

    @Test
    void parametersAreNamedBare() {
        Response query = request().get("/probe/parameters?page-size=201");
        Response header = request().header("Idempotency-Key", "123456").get("/probe/parameters");

        assertProblem(query, ErrorCode.VALIDATION_FAILED);
        assertThat(query.jsonPath().getString("errors[0].pointer")).isEqualTo("page-size");
        assertProblem(header, ErrorCode.VALIDATION_FAILED);
        assertThat(header.jsonPath().getString("errors[0].pointer")).isEqualTo("Idempotency-Key");
    }

    @Test
    void aDeviceIdThatIsTooLongIsRefused() {
        Response response =
                request().header("Gatehouse-Device", "d".repeat(129)).get("/probe/time");

        assertProblem(response, ErrorCode.VALIDATION_FAILED);
        assertThat(response.jsonPath().getString("errors[0].pointer")).isEqualTo("Gatehouse-Device");
    }

    @Test
    void anIdThatIsNoUuidHasAnotherInstance() {
        Response response = given().header("X-Request-Id", "client-0001").get("/nowhere");

        assertThat(response.header("X-Request-Id")).isEqualTo("client-0001");
        assertThat(response.jsonPath().getString("instance")).isEqualTo("urn:gatehouse:request:client-0001");
    }

    @Test
    void anIdThatIsNotSaneIsReplaced() {
        Response response = given().header("X-Request-Id", "x y").get("/nowhere");

        assertThat(UUID.fromString(response.header("X-Request-Id")).version()).isEqualTo(7);
        assertThat(response.jsonPath().getString("instance")).isEqualTo("urn:uuid:" + response.header("X-Request-Id"));
    }

    @ParameterizedTest
    @CsvSource({"/probe/time, 200", "/q/health/live, 200", "/q/metrics, 200", "/nowhere, 404", "/q/openapi, 200"})
    void everyAnswerCarriesTheIdAndTheSecurityFields(String path, int status) {
        Response response = request().get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().getValues("X-Request-Id")).containsExactly(ID);
        assertThat(response.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(response.headers().getValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(response.headers().getValues("Cache-Control")).containsExactly("no-store");
        assertThat(response.header("Server")).isNull();
    }

    @Test
    void timesAreRfc3339InMilliseconds() {
        Response response = request().get("/probe/time");

        assertThat(response.asString()).isEqualTo("{\"at\":\"2026-01-02T03:04:05.678Z\"}");
        assertThat(response.contentType()).isEqualTo("application/json;charset=UTF-8");
    }

    @Test
    void noCorsFieldsByDefault() {
        Response response = request().header("Origin", "https://evil.example").get("/probe/time");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("Access-Control-Allow-Origin")).isNull();
    }

    private static RequestSpecification request() {
        return given().header("X-Request-Id", ID);
    }

    private static String raw(String request) throws Exception {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(5000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void assertProblem(Response response, ErrorCode code) {
        String body = response.asString();
        assertThat(response.statusCode()).as(body).isEqualTo(code.status());
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.headers().getValues("X-Request-Id")).containsExactly(ID);
        Map<String, Object> problem = response.jsonPath().getMap("");
        assertThat(problem)
                .containsEntry("type", "urn:gatehouse:problem:" + code.code())
                .containsEntry("code", code.code())
                .containsEntry("title", code.title())
                .containsEntry("status", code.status())
                .containsEntry("instance", "urn:uuid:" + ID)
                .containsKey("detail");
        assertThat(List.of(
                        "type",
                        "code",
                        "title",
                        "status",
                        "detail",
                        "instance",
                        "errors",
                        "nextSteps",
                        "attemptsLeft",
                        "retryAfter"))
                .containsAll(problem.keySet());
        assertThat(body)
                .doesNotContainIgnoringCase("exception")
                .doesNotContainIgnoringCase("select ")
                .doesNotContain("java.", "io.quarkus", "dev.gatehouse", "jakarta", "\tat ");
        if (code.status() == 401) {
            assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
        if (code.status() == 429 || code.status() == 503) {
            assertThat(Integer.parseInt(response.header("Retry-After")))
                    .isPositive()
                    .isEqualTo(problem.get("retryAfter"));
        }
        if (code.status() == 429) {
            assertThat(response.header("RateLimit-Policy")).matches("\"[a-z-]+\";q=\\d+;w=\\d+");
            assertThat(response.header("RateLimit")).matches("\"[a-z-]+\";r=0;t=\\d+");
        }
    }
}
