package dev.gatehouse.platform.retention;

import java.time.Duration;

/**
 * How long the rows of a table are kept.
 *
 * @param table whose rows; the metric's tag
 * @param kept how long
 * @param by what {@code $1} of the statement is
 * @param delete deletes at most {@link #BATCH} rows that are older than {@code $1}, found by an index
 */
public record RetentionRule(String table, Duration kept, By by, String delete) {
    /** The most rows that one statement deletes, so that none holds its locks for long. */
    public static final int BATCH = 1000;

    /** What tells a row's age. */
    public enum By {
        /** A {@code timestamptz} column. */
        TIME,
        /** The UUIDv7 primary key, which begins with the time at which the row was made. */
        ID
    }

    /** Rows by their UUIDv7 primary key {@code id}. */
    public static RetentionRule byId(String table, Duration kept) {
        return new RetentionRule(
                table,
                kept,
                By.ID,
                "delete from " + table + " where id in (select id from " + table + " where id < $1 order by id limit "
                        + BATCH + ")");
    }

    /** Rows by an indexed time column. */
    public static RetentionRule byTime(String table, String column, Duration kept) {
        return new RetentionRule(
                table,
                kept,
                By.TIME,
                "delete from " + table + " where ctid = any (array (select ctid from " + table + " where " + column
                        + " < $1 order by " + column + " limit " + BATCH + "))");
    }
}
