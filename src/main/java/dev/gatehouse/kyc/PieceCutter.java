package dev.gatehouse.kyc;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into pieces of one size. A full piece is held back until more comes, for it may be the last. */
final class PieceCutter {
    private final int size;
    private final Queue<byte[]> full = new ArrayDeque<>();
    private byte[] current = new byte[0];
    private int filled;

    PieceCutter(int size) {
        this.size = size;
    }

    /** Takes all of the bytes. */
    void add(ByteBuf bytes) {
        while (bytes.isReadable()) {
            if (filled == current.length) {
                if (filled > 0) {
                    full.add(current);
                }
                current = new byte[size];
                filled = 0;
            }
            int taken = Math.min(bytes.readableBytes(), size - filled);
            bytes.readBytes(current, filled, taken);
            filled += taken;
        }
    }

    /** The next full piece that is not the last, or {@code null} if there is none yet. */
    byte @Nullable [] poll() {
        return full.poll();
    }

    /** What is left at the end: the last piece. */
    byte[] last() {
        byte[] last = new byte[filled];
        System.arraycopy(current, 0, last, 0, filled);
        return last;
    }
}
