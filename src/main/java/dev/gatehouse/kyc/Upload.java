package dev.gatehouse.kyc;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.netty.buffer.ByteBuf;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One upload: reads the form, tells the format by the first piece, and writes piece after piece. What comes in is asked
 * for only when what was there is stored.
 */
final class Upload {
    /** The most bytes that a document may have. */
    static final long LARGEST = 10L * 1024 * 1024;

    private final UUID caseId;
    private final DocumentWriter writer;
    private final DocumentForm form;
    private final PieceCutter cutter = new PieceCutter(DocumentWriter.PIECE);
    private DocumentWriter.@Nullable Draft draft;
    private long size;

    /** An upload to that case of a body with that {@code Content-Type}. */
    Upload(UUID caseId, String contentType, DocumentWriter writer) {
        this.caseId = caseId;
        this.writer = writer;
        this.form = new DocumentForm(contentType, this::take);
    }

    /** A document whose pieces are all stored. */
    record Written(DocumentWriter.Draft draft, DocumentType type, long size) {}

    /**
     * Reads and stores all of it. Fails with a {@link Refusal} where the form or the file is not as it should be, and
     * with the stream's failure where the client hangs up; then nothing of it stays.
     */
    Uni<Written> receive(Multi<Buffer> body) {
        // As an item, a failure of the body waits until what is being written is stored.
        return body.map(Event::of)
                .onFailure()
                .recoverWithItem(failure -> new Event(null, failure))
                .onItem()
                .transformToUniAndConcatenate(this::handle)
                .onItem()
                .ignoreAsUni()
                .chain(this::end)
                .onFailure()
                .call(this::drop)
                .onTermination()
                .invoke(form::close);
    }

    private record Event(@Nullable Buffer bytes, @Nullable Throwable failure) {
        static Event of(Buffer bytes) {
            return new Event(bytes, null);
        }
    }

    private Uni<Void> handle(Event event) {
        if (event.bytes() == null) {
            return Uni.createFrom().failure(event.failure());
        }
        form.accept(event.bytes());
        return writeFull();
    }

    private void take(ByteBuf bytes) {
        size += bytes.readableBytes();
        if (size > LARGEST) {
            throw Refusal.of(ErrorCode.PAYLOAD_TOO_LARGE, "A document has at most 10 MiB.");
        }
        cutter.add(bytes);
    }

    private Uni<Void> writeFull() {
        byte[] piece = cutter.poll();
        return piece == null ? Uni.createFrom().voidItem() : write(piece, false).chain(this::writeFull);
    }

    private Uni<Written> end() {
        form.end();
        if (size == 0) {
            throw Refusal.invalid("file", "required", "The file is empty.");
        }
        return write(cutter.last(), true).map(done -> {
            DocumentWriter.Draft written = draft;
            if (written == null) {
                throw new IllegalStateException("nothing was written");
            }
            return new Written(written, form.type(), size);
        });
    }

    private Uni<Void> write(byte[] piece, boolean last) {
        if (draft != null) {
            return draft.write(piece, last);
        }
        DocumentFormat format = DocumentFormat.of(piece);
        if (format == null) {
            throw Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "A document is a JPEG, a PNG or a PDF.");
        }
        return writer.begin(caseId, format).invoke(begun -> draft = begun).chain(begun -> begun.write(piece, last));
    }

    private Uni<Void> drop() {
        return draft == null
                ? Uni.createFrom().voidItem()
                // What stays is noise without an end, and swept an hour later.
                : draft.drop().onFailure().recoverWithNull();
    }
}
