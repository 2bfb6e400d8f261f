package dev.gatehouse.kyc;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.EndOfDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooLongFormFieldException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.TooManyFormFieldsException;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the form of an upload (RFC 7578) as it comes in: a field {@code type} and a file {@code file}, in any order, each
 * once, and nothing else. The file's bytes are handed on at once.
 */
final class DocumentForm {
    private static final String TYPE = "type";
    private static final String FILE = "file";

    /** A field's value, and a file's name, in bytes. */
    private static final int LONGEST_FIELD = 4096;

    private static final int MOST_FIELDS = 8;

    /** A delimiter or a part's header that has not come in whole. */
    private static final int LONGEST_REST = 16 * 1024;

    private static final byte CARRIAGE_RETURN = '\r';

    private final HttpPostMultipartRequestDecoder decoder;
    private boolean carriageReturn;
    private @Nullable DocumentType type;
    private boolean fileBegun;
    private boolean fileWhole;

    /**
     * For a body of that {@code Content-Type}.
     *
     * @param file takes the file's bytes; they are released after it
     */
    DocumentForm(String contentType, Consumer<ByteBuf> file) {
        HttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        try {
            if (!HttpPostRequestDecoder.isMultipart(head)) {
                throw malformed("This is no form with parts.");
            }
            decoder = new HttpPostMultipartRequestDecoder(
                    StreamedFile.factory(LONGEST_FIELD, (name, bytes) -> {
                        begin(name);
                        file.accept(bytes);
                    }),
                    head,
                    StandardCharsets.UTF_8,
                    MOST_FIELDS,
                    LONGEST_REST);
        } catch (ErrorDataDecoderException e) {
            throw malformed("The boundary of the parts is missing.");
        }
    }

    private void begin(String name) {
        if (!name.equals(FILE)) {
            throw unknown(name);
        }
        if (fileWhole) {
            throw Refusal.invalid(FILE, "too-many", "Upload one file at a time.");
        }
        fileBegun = true;
    }

    /**
     * Takes the next bytes of the body; fails with a {@link Refusal} as soon as something is wrong with them. A carriage
     * return at their end waits for what follows: the decoder takes it for content if the rest of the delimiter comes
     * later (netty/netty#11668).
     */
    void accept(Buffer bytes) {
        Buffer all = carriageReturn
                ? Buffer.buffer(bytes.length() + 1).appendByte(CARRIAGE_RETURN).appendBuffer(bytes)
                : bytes;
        carriageReturn = all.length() > 0 && all.getByte(all.length() - 1) == CARRIAGE_RETURN;
        offer(new DefaultHttpContent(
                Unpooled.wrappedBuffer(all.getBytes(0, carriageReturn ? all.length() - 1 : all.length()))));
    }

    /** Takes the end of the body; fails with a {@link Refusal} if anything is missing. */
    void end() {
        offer(LastHttpContent.EMPTY_LAST_CONTENT);
        if (fileBegun && !fileWhole) {
            throw malformed("The body ends within the file.");
        }
        if (!fileWhole) {
            throw Refusal.invalid(FILE, "required", "A file is required.");
        }
        if (type == null) {
            throw Refusal.invalid(TYPE, "required", "The type of the document is required.");
        }
    }

    /** What kind of document it is, once {@link #end} has passed. */
    DocumentType type() {
        if (type == null) {
            throw new IllegalStateException("the form has not ended");
        }
        return type;
    }

    /** Whether the file has come in whole. */
    boolean fileWhole() {
        return fileWhole;
    }

    /** Lets go of what the decoder holds. */
    void close() {
        decoder.destroy();
    }

    private void offer(HttpContent content) {
        try {
            decoder.offer(content);
            while (decoder.hasNext()) {
                part(decoder.next());
            }
        } catch (EndOfDataDecoderException e) {
            // The last delimiter has been read: what may follow it is no part.
        } catch (ErrorDataDecoderException
                | TooLongFormFieldException
                | TooManyFormFieldsException
                | IllegalArgumentException e) {
            throw malformed("The parts of the form could not be read.");
        }
    }

    private void part(InterfaceHttpData part) {
        try {
            if (part instanceof Attribute field) {
                field(field);
            } else if (part instanceof StreamedFile file) {
                begin(file.getName());
                fileWhole = true;
            }
        } finally {
            part.release();
        }
    }

    private void field(Attribute field) {
        if (field.getName().equals(FILE)) {
            throw Refusal.invalid(FILE, "file-required", "This has to be a file with a name.");
        }
        if (!field.getName().equals(TYPE)) {
            throw unknown(field.getName());
        }
        if (type != null) {
            throw Refusal.invalid(TYPE, "too-many", "One document has one type.");
        }
        try {
            type = DocumentType.of(field.getValue());
        } catch (IOException e) {
            throw malformed("The parts of the form could not be read.");
        }
        if (type == null) {
            throw Refusal.invalid(TYPE, "unknown", "Types are identity_document, selfie and proof_of_address.");
        }
    }

    private static Refusal unknown(String name) {
        String shown = name.matches("[A-Za-z0-9_.-]{1,64}") ? name : "?";
        return malformed("The form has no part of the name " + shown + ".");
    }

    private static Refusal malformed(String detail) {
        return Refusal.of(ErrorCode.MALFORMED_REQUEST, detail);
    }
}
