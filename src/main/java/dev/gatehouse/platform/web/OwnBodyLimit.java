package dev.gatehouse.platform.web;

/**
 * A route that takes larger bodies than the others. A CDI bean says so; the route's resource has no parameter for the
 * body and reads it by {@link StreamedBody}, piece by piece, after the caller was found to be allowed.
 */
public interface OwnBodyLimit {
    /** The HTTP method, in capitals. */
    String method();

    /** The whole path. */
    String path();

    /** The most bytes that a body may have. */
    long mostBytes();
}
