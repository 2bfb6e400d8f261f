package dev.gatehouse.kyc;

import static dev.gatehouse.kyc.Handing.LARGEST;
import static dev.gatehouse.kyc.Handing.as;
import static dev.gatehouse.kyc.Handing.jpeg;
import static dev.gatehouse.kyc.Handing.key;
import static dev.gatehouse.kyc.Handing.pdf;
import static dev.gatehouse.kyc.Handing.png;
import static dev.gatehouse.kyc.Handing.staff;
import static dev.gatehouse.kyc.Handing.underKyc;
import static dev.gatehouse.kyc.Handing.upload;
import static dev.gatehouse.testing.Refusals.expect;
import static dev.gatehouse.testing.Refusals.invalid;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.HangingUp;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients hand in, how it is kept, and how staff read it. */
@QuarkusTest
class KycDocumentsTest {
    private static final String OF_ACCOUNT =
            "select count(*) from kyc_document d join kyc_case c on c.id = d.case_id where c.account_id = $1";
    private static final int PIECE = DocumentWriter.PIECE;

    @Inject
    Facts facts;

    @Inject
    Database database;

    @Inject
    DocumentSweep sweep;

    @Inject
    DocumentRewrap rewrap;

    // --- handing in ---

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("identity_document", "image/jpeg", ".jpg", jpeg(3)),
                Arguments.of("selfie", "image/png", ".png", png(PIECE)),
                Arguments.of("proof_of_address", "application/pdf", ".pdf", pdf(PIECE + 1)),
                Arguments.of("identity_document", "application/pdf", ".pdf", pdf(2 * PIECE)),
                Arguments.of("identity_document", "image/jpeg", ".jpg", jpeg(LARGEST)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("documents")
    void whatIsHandedInIsReadAsItWas(String type, String mediaType, String extension, byte[] file) {
        Pathway client = underKyc();

        ValidatableResponse uploaded = upload(as(client), type, file)
                .then()
                .statusCode(201)
                .body("type", equalTo(type))
                .body("size", equalTo(file.length))
                .body("receivedAt", notNullValue());

        String id = uploaded.extract().path("id");
        byte[] read = staff().get(path(client, id))
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo(mediaType))
                .header("Content-Disposition", startsWith("attachment; filename=\""))
                .header("Content-Disposition", endsWith(extension + '"'))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Cache-Control", equalTo("no-store"))
                .extract()
                .asByteArray();
        assertThat(read).isEqualTo(file);
        assertThat(facts.count(
                        "select count(*) from kyc_document_chunk k join kyc_document d on d.id = k.document_id"
                                + " join kyc_case c on c.id = d.case_id where c.account_id = $1",
                        client.id()))
                .isEqualTo((file.length + PIECE - 1) / PIECE);
    }

    @Test
    void oneByteMoreIsTooLarge() {
        Pathway client = underKyc();

        expect(upload(as(client), "selfie", jpeg(LARGEST + 1)), 413, "payload-too-large");

        assertThat(facts.count(OF_ACCOUNT, client.id())).isZero();
        upload(as(client), "selfie", jpeg(10)).then().statusCode(201);
    }

    @Test
    void whatIsFarTooLargeIsRefusedUnread() {
        Pathway client = underKyc();

        expect(upload(as(client), "selfie", jpeg(LARGEST + (1 << 20))), 413, "payload-too-large");
    }

    @Test
    void otherRoutesTakeNoMoreForIt() {
        Pathway client = Pathway.registered();

        expect(
                client.call().body("{\"code\":\"" + "1".repeat(2 << 20) + "\"}").post("/verify/sms"),
                413,
                "payload-too-large");
    }

    @ParameterizedTest
    @CsvSource({"GIF89a, 20", "<html>, 3000000", "PK, 20", "%PDF, 4"})
    void otherContentIsRefusedWhateverItIsCalled(String beginning, int size) {
        Pathway client = underKyc();

        Response answer = as(client)
                .multiPart("type", "selfie")
                .multiPart("file", "selfie.jpg", Handing.content(size, beginning), "image/jpeg")
                .post("/kyc/documents");

        expect(answer, 415, "unsupported-media-type");
        assertThat(facts.count(OF_ACCOUNT, client.id())).isZero();
    }

    @Test
    void theFormIsChecked() {
        Pathway client = underKyc();

        invalid(upload(as(client), "passport", jpeg(10)), "type", "unknown");
        invalid(upload(as(client), "selfie", new byte[0]), "file", "required");
        invalid(as(client).multiPart("type", "selfie").post("/kyc/documents"), "file", "required");
        invalid(
                as(client)
                        .multiPart("file", "a.jpg", jpeg(PIECE * 2), "image/jpeg")
                        .post("/kyc/documents"),
                "type",
                "required");
        expect(
                as(client).contentType(ContentType.JSON).body("{}").post("/kyc/documents"),
                415,
                "unsupported-media-type");
        assertThat(facts.count(OF_ACCOUNT, client.id())).isZero();

        as(client)
                .multiPart("file", "a.jpg", jpeg(PIECE * 2), "image/jpeg")
                .multiPart("type", "selfie")
                .post("/kyc/documents")
                .then()
                .statusCode(201);
    }

    @Test
    void aBodyThatIsCutOffIsNoDocument() {
        Pathway client = underKyc();
        byte[] body = form(jpeg(PIECE * 2));

        Response answer = as(client)
                .header("Content-Type", "multipart/form-data; boundary=cut")
                .body(Arrays.copyOf(body, body.length - 100))
                .post("/kyc/documents");

        expect(answer, 400, "malformed-request");
        assertThat(facts.count(OF_ACCOUNT, client.id())).isZero();
    }

    @Test
    void onlyWhoIsAskedHandsIn() {
        Pathway free = Pathway.registered();
        expect(upload(as(free), "selfie", jpeg(3_000_000)), 409, "kyc-not-required");

        Pathway client = underKyc();
        facts.change("update kyc_case set status = 'in_review' where account_id = $1", client.id());
        expect(upload(as(client), "selfie", jpeg(10)), 409, "kyc-not-required");
    }

    @ParameterizedTest
    @CsvSource({HereStub.ID + ", 201", HostedStub.ID + ", 409"})
    void theCasesProviderSaysWhetherDocumentsComeHere(String provider, int status) {
        Pathway client = underKyc();
        facts.change("update kyc_case set provider = '" + provider + "' where account_id = $1", client.id());

        upload(as(client), "selfie", jpeg(10)).then().statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/kyc/documents/", "/kyc/documents//", "/kyc/%64ocuments", "/kyc/./documents"})
    void thePathIsTheSameHoweverItIsWritten(String path) throws IOException {
        Pathway client = underKyc();
        // More than bodies of other routes may have.
        byte[] body = form(jpeg(2_000_000));
        try (Raw connection = Raw.post(path, client, body.length)) {
            connection.send(body, 0, body.length);

            assertThat(connection.answer()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void aParameterInThePathIsNoDefect() throws IOException {
        Pathway client = underKyc();
        byte[] body = form(jpeg(10));
        try (Raw connection = Raw.post("/kyc/documents;a=b", client, body.length)) {
            connection.send(body, 0, body.length);

            assertThat(connection.line()).containsAnyOf(" 201 ", " 404 ");
        }
    }

    @Test
    void whoIsLateHandsNothingIn() throws IOException {
        Pathway client = underKyc();
        byte[] body = form(jpeg(PIECE * 3));
        try (Raw connection = Raw.post(client, body.length)) {
            connection.send(body, 0, PIECE * 2);
            await().until(() -> facts.count(OF_ACCOUNT, client.id()) == 1);
            facts.change("update kyc_case set status = 'in_review' where account_id = $1", client.id());
            connection.send(body, PIECE * 2, body.length);

            assertThat(connection.answer()).startsWith("HTTP/1.1 409").contains("kyc-not-required");
        }
        assertThat(facts.count(OF_ACCOUNT, client.id())).isZero();
    }

    @Test
    void aCaseHasAtMostTwentyDocuments() {
        Pathway client = underKyc();
        for (int i = 0; i < 20; i++) {
            upload(as(client), "selfie", jpeg(10)).then().statusCode(201);
        }

        invalid(upload(as(client), "selfie", jpeg(10)), "file", "too-many");
    }

    @Test
    void aKeyHandsInForTheAccountThatItNames() {
        Pathway client = underKyc();
        String panel = key("panel:accounts");
        String id = upload(
                        given().header("X-Api-Key", panel)
                                .header("Gatehouse-Account", client.id().toString()),
                        "selfie",
                        png(100))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        staff().get(path(client, id)).then().statusCode(200);

        invalid(upload(given().header("X-Api-Key", panel), "selfie", png(2_000_000)), "Gatehouse-Account", "required");
        expect(
                upload(
                        given().header("X-Api-Key", panel)
                                .header("Gatehouse-Account", UUID.randomUUID().toString()),
                        "selfie",
                        png(2_000_000)),
                404,
                "not-found");
    }

    @Test
    void withoutTheRightCredentialNothingIsRead() {
        expect(upload(given(), "selfie", png(3_000_000)), 401, "unauthenticated");
        expect(upload(given().header("Authorization", "Bearer x"), "selfie", png(3_000_000)), 401, "unauthenticated");
        expect(
                upload(given().header("X-Api-Key", key("panel:orders", "staff:kyc")), "selfie", png(3_000_000)),
                403,
                "forbidden");
    }

    @Test
    void whoHangsUpInTheMiddleLeavesNothing() {
        Pathway client = underKyc();
        byte[] body = form(jpeg(PIECE * 5));
        List<LogRecord> errors = new CopyOnWriteArrayList<>();
        Handler listener = new Errors(errors);
        Logger.getLogger("").addHandler(listener);
        try {
            for (int sent : new int[] {0, 200, PIECE, PIECE * 3, body.length - 1}) {
                HangingUp connection = HangingUp.connect(RestAssured.port);
                connection.begin(
                        "/kyc/documents",
                        body.length,
                        Arrays.copyOf(body, sent),
                        Map.of(
                                "Content-Type",
                                "multipart/form-data; boundary=cut",
                                "Authorization",
                                "Bearer " + client.accessToken()));
                if (sent >= PIECE * 3) {
                    await().until(() -> facts.count(OF_ACCOUNT, client.id()) > 0);
                }
                connection.hangUp();
                await().until(() -> facts.count(OF_ACCOUNT, client.id()) == 0);
            }
        } finally {
            Logger.getLogger("").removeHandler(listener);
        }

        assertThat(errors).extracting(LogRecord::getMessage).isEmpty();
        upload(as(client), "selfie", jpeg(10)).then().statusCode(201);
    }

    @Test
    void whoAsksFirstIsToldToGoOn() throws IOException {
        Pathway client = underKyc();
        byte[] body = form(jpeg(PIECE));
        try (Raw connection = Raw.post(client, body.length, "Expect: 100-continue\r\n")) {
            assertThat(connection.line()).startsWith("HTTP/1.1 100");
            connection.send(body, 0, body.length);
            assertThat(connection.answer()).contains("HTTP/1.1 201");
        }
    }

    @Test
    void aHundredAtOnceStopNobody() {
        List<Pathway> clients = Stream.generate(Handing::underKyc).limit(5).toList();
        Pathway other = Pathway.registered();
        byte[] file = jpeg(1 << 20);
        CompletableFuture<List<Integer>> accounts = CompletableFuture.supplyAsync(
                () -> Stream.generate(() -> other.call().get("/account").statusCode())
                        .limit(50)
                        .toList());

        AtomicInteger turn = new AtomicInteger();
        List<Integer> statuses =
                Parallel.times(100, () -> upload(as(clients.get(turn.getAndIncrement() % 5)), "selfie", file)
                        .statusCode());

        assertThat(statuses).containsOnly(201);
        assertThat(accounts.join()).containsOnly(200);
        assertThat(clients).allSatisfy(client -> assertThat(facts.count(OF_ACCOUNT, client.id()))
                .isEqualTo(20));
    }

    // --- keeping ---

    @Test
    void nothingIsKeptInTheClear() throws IOException {
        String marker = "MARKER" + UUID.randomUUID();
        byte[] file = Handing.marked(pdf(PIECE * 3), marker);
        Pathway client = underKyc();
        Instant before = Instant.now().minusSeconds(1);

        String id = upload(as(client), "proof_of_address", file)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        String inDocument = OF_ACCOUNT + " and position('" + marker + "' in to_jsonb(d)::text) > 0";
        String inChunks =
                "select count(*) from kyc_document_chunk k where document_id in (select d.id from kyc_document d"
                        + " join kyc_case c on c.id = d.case_id where c.account_id = $1) and position(convert_to('%s', 'UTF8') in data) > 0";
        assertThat(facts.count(inDocument, client.id())).isZero();
        assertThat(facts.count(inChunks.formatted(marker), client.id())).isZero();
        assertThat(facts.count(inChunks.formatted("%PDF-"), client.id())).isZero();
        assertThat(filesWith(marker, before)).isEmpty();
        assertThat(new String(staff().get(path(client, id)).asByteArray(), StandardCharsets.ISO_8859_1))
                .contains(marker);
    }

    @Test
    void piecesThatWereChangedCutOffOrMovedDoNotOpen() {
        Pathway client = underKyc();
        String chunks = "update kyc_document_chunk set data = %s where document_id = '%s' and seq = %d"
                + " and $1::uuid is not null";

        // the first piece tells before anything is sent
        String id = handIn(client, jpeg(PIECE * 3));
        facts.change(chunks.formatted("set_byte(data, 5, get_byte(data, 5) # 1)", id, 0), client.id());
        expect(staff().get(path(client, id)), 503, "service-unavailable");

        // a later one cuts the answer off
        String swapped = handIn(client, jpeg(PIECE * 3));
        facts.change(
                "update kyc_document_chunk k set data = o.data from kyc_document_chunk o where k.document_id = '"
                        + swapped + "' and k.seq in (1, 2) and o.document_id = k.document_id and o.seq = 3 - k.seq"
                        + " and $1::uuid is not null",
                client.id());
        assertThatThrownBy(() -> staff().get(path(client, swapped)).asByteArray())
                .isNotNull();

        // the end is missing
        String cut = handIn(client, jpeg(PIECE * 2));
        facts.change(
                "delete from kyc_document_chunk where document_id = '" + cut + "' and seq = 1 and $1::uuid is not null",
                client.id());
        assertThatThrownBy(() -> staff().get(path(client, cut)).asByteArray()).isNotNull();
        facts.change(
                "update kyc_document_chunk set last = true where document_id = '" + cut + "' and $1::uuid is not null",
                client.id());
        expect(staff().get(path(client, cut)), 503, "service-unavailable");

        // another document's content
        String one = handIn(client, jpeg(100));
        String other = handIn(client, jpeg(100));
        facts.change(
                "update kyc_document_chunk k set data = o.data from kyc_document_chunk o where k.document_id = '" + one
                        + "' and o.document_id = '" + other + "' and $1::uuid is not null",
                client.id());
        expect(staff().get(path(client, one)), 503, "service-unavailable");
        facts.change(
                "update kyc_document k set wrapped_key = o.wrapped_key from kyc_document o where k.id = '" + one
                        + "' and o.id = '" + other + "' and $1::uuid is not null",
                client.id());
        expect(staff().get(path(client, one)), 503, "service-unavailable");
    }

    @Test
    void keysUnderAnotherSecretAreWrappedAnewWhereItIsKnown() {
        Pathway client = underKyc();
        String id = handIn(client, jpeg(10));
        String unknown = handIn(client, jpeg(10));
        String foreign =
                "update kyc_document set wrapped_key = set_byte(wrapped_key, 1, get_byte(wrapped_key, 1) # 255)"
                        + " where id = '" + unknown + "' and $1::uuid is not null";
        facts.change(foreign, client.id());

        rewrap.rewrap().await().indefinitely();

        staff().get(path(client, id)).then().statusCode(200);
        expect(staff().get(path(client, unknown)), 503, "service-unavailable");
    }

    @Test
    void documentsGoAWhileAfterTheDecision() {
        Pathway client = underKyc();
        String id = handIn(client, jpeg(PIECE * 2));
        facts.change(
                "update kyc_case set status = 'rejected', decided_at = now() - interval '89 days' where account_id = $1",
                client.id());
        facts.change(
                "update kyc_document set received_at = now() - interval '92 days' where case_id in"
                        + " (select id from kyc_case where account_id = $1)",
                client.id());
        sweep.sweep().await().indefinitely();
        staff().get(path(client, id)).then().statusCode(200);

        facts.change("update kyc_case set decided_at = now() - interval '91 days' where account_id = $1", client.id());
        sweep.sweep().await().indefinitely();

        expect(staff().get(path(client, id)), 404, "not-found");
        assertThat(facts.count(OF_ACCOUNT + " and d.wrapped_key is null and d.deleted_at is not null", client.id()))
                .isEqualTo(1);
        assertThat(facts.count(
                        "select count(*) from kyc_document_chunk where document_id = '" + id
                                + "' and $1::uuid is not null",
                        client.id()))
                .isZero();
    }

    @Test
    void documentsOfAnOpenCaseStay() {
        Pathway client = underKyc();
        String id = handIn(client, jpeg(10));
        facts.change(
                "update kyc_document set received_at = now() - interval '400 days' where case_id in"
                        + " (select id from kyc_case where account_id = $1)",
                client.id());

        sweep.sweep().await().indefinitely();

        staff().get(path(client, id)).then().statusCode(200);
    }

    @Test
    void whatNeverBecameWholeIsSwept() {
        Pathway client = underKyc();
        String id = handIn(client, jpeg(10));
        String notWhole = "update kyc_document set received_at = null, created_at = now() - interval '%s' where id = '"
                + id + "' and $1::uuid is not null";
        facts.change(notWhole.formatted("59 minutes"), client.id());
        sweep.sweep().await().indefinitely();
        assertThat(facts.count(OF_ACCOUNT, client.id())).isEqualTo(1);
        expect(staff().get(path(client, id)), 404, "not-found");

        facts.change(notWhole.formatted("61 minutes"), client.id());
        sweep.sweep().await().indefinitely();
        assertThat(facts.count(OF_ACCOUNT, client.id())).isZero();
    }

    // --- reading ---

    @Test
    void eachReadingIsInTheAuditLog() {
        Pathway client = underKyc();
        String id = handIn(client, jpeg(10));
        String readings =
                "select count(*) from audit_entry where action = 'kyc.document.read' and subject = 'account:' || $1";

        assertThat(facts.count(readings.replace("$1", "$1::uuid::text"), client.id()))
                .isZero();
        staff().get(path(client, id)).then().statusCode(200);
        staff().get(path(client, id)).then().statusCode(200);
        assertThat(facts.count(
                        readings.replace("$1", "$1::uuid::text") + " and detail::text like '%" + id + "%'",
                        client.id()))
                .isEqualTo(2);
    }

    @Test
    void onlyStaffWithTheScopeReadAndOnlyWhatIsThere() {
        Pathway client = underKyc();
        Pathway other = underKyc();
        String id = handIn(client, jpeg(10));

        expect(given().get(path(client, id)), 401, "unauthenticated");
        expect(as(client).get(path(client, id)), 403, "forbidden");
        expect(
                given().header("X-Api-Key", key("staff:read", "staff:decide", "staff:admin"))
                        .get(path(client, id)),
                403,
                "forbidden");
        expect(staff().get(path(other, id)), 404, "not-found");
        expect(staff().get(path(client, UUID.randomUUID().toString())), 404, "not-found");
        given().header("X-Api-Key", key("staff:kyc"))
                .get(path(client, id))
                .then()
                .statusCode(200);
    }

    private String handIn(Pathway client, byte[] file) {
        return upload(as(client), "identity_document", file)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String path(Pathway client, String id) {
        return "/staff/kyc/" + caseOf(client) + "/documents/" + id;
    }

    private String caseOf(Pathway client) {
        return database.client()
                .preparedQuery("select id from kyc_case where account_id = $1")
                .executeAndAwait(Tuple.of(client.id()))
                .iterator()
                .next()
                .getUUID("id")
                .toString();
    }

    /** The body of a form with the boundary {@code cut}. */
    static byte[] form(byte[] file) {
        String head =
                "--cut\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nselfie\r\n--cut\r\nContent-Disposition:"
                        + " form-data; name=\"file\"; filename=\"a\"\r\nContent-Type: image/jpeg\r\n\r\n";
        byte[] before = head.getBytes(StandardCharsets.US_ASCII);
        byte[] after = "\r\n--cut--\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[before.length + file.length + after.length];
        System.arraycopy(before, 0, body, 0, before.length);
        System.arraycopy(file, 0, body, before.length, file.length);
        System.arraycopy(after, 0, body, before.length + file.length, after.length);
        return body;
    }

    /** The files in the directory for temporary ones that were written since and hold the text. */
    private static List<Path> filesWith(String text, Instant since) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(Path.of(System.getProperty("java.io.tmpdir")), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()
                        && attributes.lastModifiedTime().toInstant().isAfter(since)
                        && attributes.size() < 64 << 20) {
                    try {
                        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                            found.add(file);
                        }
                    } catch (IOException e) {
                        // It is gone again, or another's.
                        return FileVisitResult.CONTINUE;
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Keeps what is logged as an error. */
    private static final class Errors extends Handler {
        private final List<LogRecord> errors;

        Errors(List<LogRecord> errors) {
            this.errors = errors;
        }

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                errors.add(entry);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
