package dev.gatehouse.kyc;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.MemoryFileUpload;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** A file in a form that is handed on as it comes in: none of it is kept, in memory or on disk. */
final class StreamedFile extends MemoryFileUpload {
    private final BiConsumer<String, ByteBuf> taker;

    private StreamedFile(String name, BiConsumer<String, ByteBuf> taker) {
        super(name, "file", "application/octet-stream", "binary", StandardCharsets.UTF_8, 0);
        this.taker = taker;
    }

    /** What the decoder makes files of; fields stay in memory and are at most that long. */
    static DefaultHttpDataFactory factory(int longestField, BiConsumer<String, ByteBuf> taker) {
        DefaultHttpDataFactory factory = new DefaultHttpDataFactory(false) {
            @Override
            public FileUpload createFileUpload(
                    HttpRequest request,
                    String name,
                    String filename,
                    String contentType,
                    String contentTransferEncoding,
                    Charset charset,
                    long size) {
                return new StreamedFile(name, taker);
            }
        };
        factory.setMaxLimit(longestField);
        return factory;
    }

    @Override
    public void addContent(ByteBuf content, boolean last) {
        try {
            taker.accept(getName(), content);
        } finally {
            content.release();
        }
        if (last) {
            setCompleted();
        }
    }
}
