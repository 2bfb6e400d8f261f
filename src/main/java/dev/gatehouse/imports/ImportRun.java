package dev.gatehouse.imports;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** A running import on the node that takes its body in: what has arrived and is not yet written. */
final class ImportRun {
    /** Lines that one transaction writes. */
    static final int BATCH = 500;

    private final UUID id;
    private final boolean dryRun;
    private final LineReader reader;
    private final LineSplitter splitter = new LineSplitter();
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private int errorsKept;

    ImportRun(UUID id, boolean dryRun, LineReader reader) {
        this.id = id;
        this.dryRun = dryRun;
        this.reader = reader;
    }

    UUID id() {
        return id;
    }

    boolean dryRun() {
        return dryRun;
    }

    void take(byte[] piece) {
        splitter.feed(piece).forEach(this::read);
    }

    void takeEnd() {
        LineSplitter.Line last = splitter.end();
        if (last != null) {
            read(last);
        }
    }

    private void read(LineSplitter.Line line) {
        if (!line.isBlank()) {
            waiting.add(reader.read(line));
        }
    }

    int waiting() {
        return waiting.size();
    }

    /** The next lines to write, taken out. */
    List<Entry> next() {
        List<Entry> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    int roomForErrors() {
        return ImportStore.MOST_ERRORS - errorsKept;
    }

    void keptErrors(int number) {
        errorsKept += number;
    }
}
