package dev.gatehouse.platform.privacy;

/**
 * A statement that wipes what a table holds of a client.
 *
 * @param table whose rows
 * @param statement deletes or empties them, of the account {@code $1}; the time is {@code $2}; found by an index
 */
public record Wipe(String table, String statement) {
    /** Deletes the rows of an account by an indexed column. */
    public static Wipe delete(String table) {
        return new Wipe(table, "delete from " + table + " where account_id = $1");
    }

    /** Whether the statement takes the time. */
    public boolean timed() {
        return statement.contains("$2");
    }
}
