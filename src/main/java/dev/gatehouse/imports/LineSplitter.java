package dev.gatehouse.imports;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what arrives in pieces into lines. Holds one line at most: of a longer one than {@link #LONGEST} nothing is kept,
 * and what follows is skipped up to its end. One splitter serves one body.
 */
final class LineSplitter {
    /** The longest line, in bytes without its line feed. */
    static final int LONGEST = 16 * 1024;

    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private boolean tooLong;
    private int number;

    /**
     * A line of the body.
     *
     * @param number from 1; blank lines count
     * @param bytes without the line feed, or {@code null} for one that is too long
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(int number, byte @Nullable [] bytes) {
        /** Whether there is nothing on it. */
        boolean isBlank() {
            if (bytes == null) {
                return false;
            }
            for (byte each : bytes) {
                if (each != ' ' && each != '\t' && each != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    /** The lines that end in this piece. */
    List<Line> feed(byte[] piece) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < piece.length; i++) {
            if (piece[i] == '\n') {
                keep(piece, start, i - start);
                lines.add(line());
                start = i + 1;
            }
        }
        keep(piece, start, piece.length - start);
        return lines;
    }

    /** The last line, if the body does not end with a line feed; else {@code null}. */
    @Nullable Line end() {
        return tooLong || begun.size() > 0 ? line() : null;
    }

    private void keep(byte[] piece, int from, int length) {
        if (begun.size() + length > LONGEST) {
            tooLong = true;
            begun.reset();
        }
        if (!tooLong) {
            begun.write(piece, from, length);
        }
    }

    private Line line() {
        number++;
        Line line = new Line(number, tooLong ? null : begun.toByteArray());
        begun.reset();
        tooLong = false;
        return line;
    }
}
