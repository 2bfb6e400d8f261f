package dev.gatehouse.kyc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a document may be, told by how its content begins; what the client calls it counts for nothing.
 *
 * <p>JPEG begins with a start-of-image marker and another marker (ITU-T T.81, annex B), PNG with its signature (W3C PNG,
 * section 5.2), PDF with {@code %PDF-} (ISO 32000-1, section 7.5.2), before which only white space or a byte order mark
 * is let through: readers take more, but so could a page of HTML pass for one.
 */
enum DocumentFormat {
    JPEG("image/jpeg", "jpg", "\u00FF\u00D8\u00FF"),
    PNG("image/png", "png", "\u0089PNG\r\n\u001A\n"),
    PDF("application/pdf", "pdf", "%PDF-");

    private static final int LONGEST_LEAD = 1024;
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private final String mediaType;
    private final String extension;
    /** One character a byte. */
    private final String beginning;

    DocumentFormat(String mediaType, String extension, String beginning) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.beginning = beginning;
    }

    /** The media type. */
    String mediaType() {
        return mediaType;
    }

    /** What a file's name ends with. */
    String extension() {
        return extension;
    }

    /** The format of a content that begins like that, or {@code null} if it is none of these. */
    static @Nullable DocumentFormat of(byte[] content) {
        for (DocumentFormat format : values()) {
            if (format.beginsAt(content, format == PDF ? lead(content) : 0)) {
                return format;
            }
        }
        return null;
    }

    /** The format of that media type. */
    static DocumentFormat of(String mediaType) {
        return Arrays.stream(values())
                .filter(format -> format.mediaType.equals(mediaType))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no format of documents"));
    }

    private boolean beginsAt(byte[] content, int from) {
        return begins(content, from, beginning);
    }

    private static boolean begins(byte[] content, int from, String beginning) {
        byte[] expected = beginning.getBytes(StandardCharsets.ISO_8859_1);
        return content.length >= from + expected.length
                && Arrays.equals(content, from, from + expected.length, expected, 0, expected.length);
    }

    /** How many bytes of white space, or of a byte order mark, come first. */
    private static int lead(byte[] content) {
        int from = begins(content, 0, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        while (from < content.length && from < LONGEST_LEAD && isWhite(content[from])) {
            from++;
        }
        return from;
    }

    private static boolean isWhite(byte value) {
        return value == ' ' || value == '\t' || value == '\r' || value == '\n';
    }
}
