package dev.gatehouse.kyc;

import static io.restassured.RestAssured.given;

import dev.gatehouse.testing.Pathway;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Clients under KYC, and what they hand in. */
final class Handing {
    static final String STAFF_KEY = "gh_dev_staff_bootstrap_key_0123456789abcdef";
    static final int LARGEST = 10 * 1024 * 1024;

    private Handing() {}

    /** A client that has been asked for documents. */
    static Pathway underKyc() {
        Pathway client = Pathway.registered();
        staff().contentType(ContentType.JSON)
                .body(Map.of("action", "require_kyc", "reason", "a test"))
                .post("/staff/accounts/" + client.id() + "/actions")
                .then()
                .statusCode(200);
        return client;
    }

    static RequestSpecification staff() {
        return given().header("X-Api-Key", STAFF_KEY);
    }

    /** A key with these scopes. */
    static String key(String... scopes) {
        return staff().contentType(ContentType.JSON)
                .body(Map.of("name", "documents", "scopes", List.of(scopes)))
                .post("/staff/keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    static RequestSpecification as(Pathway client) {
        return given().header("Authorization", "Bearer " + client.accessToken());
    }

    /** Uploads as a browser does. */
    static Response upload(RequestSpecification caller, String type, byte[] file) {
        return caller.multiPart("type", type)
                .multiPart("file", "name.bin", file, "application/octet-stream")
                .post("/kyc/documents");
    }

    static byte[] jpeg(int size) {
        return content(size, "\u00FF\u00D8\u00FF\u00E0");
    }

    static byte[] png(int size) {
        return content(size, "\u0089PNG\r\n\u001A\n");
    }

    static byte[] pdf(int size) {
        return content(size, "%PDF-1.7\n");
    }

    /** Bytes that are unlike their neighbours, so that a piece at the wrong place shows. */
    static byte[] content(int size, String beginning) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) (i * 31 + (i >>> 8) * 17 + (i >>> 16));
        }
        byte[] head = beginning.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(head, 0, content, 0, Math.min(head.length, size));
        return content;
    }

    /** The content with a text in the middle. */
    static byte[] marked(byte[] content, String marker) {
        byte[] marked = Arrays.copyOf(content, content.length);
        byte[] text = marker.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, marked, content.length / 2, text.length);
        return marked;
    }
}
