package dev.gatehouse.privacy;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.sqlclient.data.Numeric;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as JSON: columns in camelCase, without those that are null. */
final class ExcerptRows {
    private ExcerptRows() {}

    static Map<String, Object> read(Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int column = 0; column < row.size(); column++) {
            Object value = value(row.getValue(column));
            if (value != null) {
                json.put(camelCase(row.getColumnName(column)), value);
            }
        }
        return json;
    }

    static @Nullable Object value(@Nullable Object stored) {
        if (stored instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        if (stored instanceof Numeric number) {
            return number.bigDecimalValue().toPlainString();
        }
        return stored instanceof Number || stored instanceof Boolean || stored == null ? stored : stored.toString();
    }

    static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("_", -1)) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
