package dev.gatehouse.platform.privacy;

/**
 * A part of what a client is shown about itself. Columns become members in camelCase, without those that are null.
 *
 * @param name the member that holds the rows, camelCase
 * @param query selects what is shown, newest first, of the account {@code $1}; found by an index
 */
public record Excerpt(String name, String query) {
    /** The most rows that are shown of one part. */
    public static final int MOST = 1000;
}
