package dev.gatehouse.platform.persistence;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reading rows, and the two ways a time crosses the wire. */
public final class Rows {
    private Rows() {}

    /** The first row through the reader, or {@code null} if there is none. */
    public static <T> @Nullable T first(RowSet<Row> rows, Function<Row, T> reader) {
        RowIterator<Row> iterator = rows.iterator();
        return iterator.hasNext() ? reader.apply(iterator.next()) : null;
    }

    /** Every row through the reader, in order. */
    public static <T> List<T> all(RowSet<Row> rows, Function<Row, T> reader) {
        List<T> items = new ArrayList<>(rows.size());
        for (Row row : rows) {
            items.add(reader.apply(row));
        }
        return List.copyOf(items);
    }

    /** A {@code timestamptz} column that may be null. */
    public static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    /** What the driver wants for a {@code bytea} parameter. */
    public static Buffer bytes(byte[] value) {
        return Buffer.buffer(value);
    }

    /** What the driver wants for a {@code timestamptz} parameter. */
    public static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
