package dev.gatehouse.kyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.platform.problem.FieldError;
import dev.gatehouse.platform.problem.Refusal;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFormTest {
    private static final String CONTENT_TYPE = "multipart/form-data; boundary=cut";
    private static final String TYPE = field("type", "selfie");
    private static final String FILE = file("file", "line\r\nline\n--cu\r\n--cux\r\n");

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    @ParameterizedTest(name = "{0} bytes at a time")
    @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
    void readsTheFileAsItIsHoweverItComes(int step) {
        DocumentForm form = read(TYPE + FILE + "--cut--\r\n", step);

        assertThat(form.type()).isEqualTo(DocumentType.SELFIE);
        assertThat(received.toString(StandardCharsets.UTF_8)).isEqualTo("line\r\nline\n--cu\r\n--cux\r\n");
    }

    @Test
    void theTypeMayComeAfterTheFile() {
        assertThat(read(FILE + TYPE + "--cut--\r\n", 5).type()).isEqualTo(DocumentType.SELFIE);
        assertThat(received.size()).isPositive();
    }

    @Test
    void aLongNameInAnyAlphabetIsNoMatter() {
        String part = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + "паспорт".repeat(30)
                + ".jpg\"\r\nContent-Type: image/jpeg\r\n\r\nx\r\n";

        read(TYPE + part + "--cut--\r\n", 50);

        assertThat(received.toString(StandardCharsets.UTF_8)).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    F           | type | required
                    T           | file | required
                    FU          | type | unknown
                    UF          | type | unknown
                    TTF         | type | too-many
                    TFF         | file | too-many
                    FTF         | file | too-many
                    TX          | file | file-required
                    ''          | file | required
                    """)
    void tellsWhatIsMissingOrTooMuch(String parts, String pointer, String code) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < parts.length(); i++) {
            body.append(
                    switch (parts.charAt(i)) {
                        case 'T' -> TYPE;
                        case 'F' -> FILE;
                        case 'U' -> field("type", "passport");
                        case 'X' -> field("file", "text");
                        default -> throw new IllegalArgumentException();
                    });
        }

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(body + "--cut--\r\n", 13));

        assertThat(refusal.code().code()).isEqualTo("validation-failed");
        assertThat(refusal.errors()).extracting(FieldError::pointer).containsExactly(pointer);
        assertThat(refusal.errors()).extracting(FieldError::code).containsExactly(code);
    }

    @Test
    void otherPartsAreNotTaken() {
        for (String part : List.of(field("note", "x"), file("note", "x"))) {
            assertThatThrownBy(() -> read(TYPE + part + FILE + "--cut--\r\n", 13))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.code().code()).isEqualTo("malformed-request");
                        assertThat(refusal.detail()).contains("note");
                    });
        }
    }

    @Test
    void aBodyThatEndsWithinTheFileIsNoFile() {
        assertThatThrownBy(() -> read(TYPE + FILE.substring(0, FILE.length() - 8), 13))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.code().code()).isEqualTo("malformed-request"));
    }

    @Test
    void endlessFieldsAndHeadersAreNotRead() {
        for (String endless : List.of(
                field("type", "x".repeat(5000)),
                "--cut\r\nContent-Disposition: form-data; " + "x".repeat(40_000),
                "x".repeat(40_000))) {
            assertThatThrownBy(() -> read(endless, 1000)).isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "text/plain", ""})
    void withoutABoundaryThereIsNothingToRead(String contentType) {
        assertThatThrownBy(() -> new DocumentForm(contentType, bytes -> {})).isInstanceOf(Refusal.class);
    }

    private DocumentForm read(String body, int step) {
        DocumentForm form = new DocumentForm(CONTENT_TYPE, bytes -> {
            byte[] copy = new byte[bytes.readableBytes()];
            bytes.readBytes(copy);
            received.writeBytes(copy);
        });
        byte[] all = body.getBytes(StandardCharsets.UTF_8);
        try {
            for (int from = 0; from < all.length; from += step) {
                form.accept(Buffer.buffer(all).getBuffer(from, Math.min(all.length, from + step)));
            }
            form.end();
            return form;
        } finally {
            form.close();
        }
    }

    private static String field(String name, String value) {
        return "--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name, String content) {
        return "--cut\r\nContent-Disposition: form-data; name=\"" + name
                + "\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + content + "\r\n";
    }
}
