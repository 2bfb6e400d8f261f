package dev.gatehouse.platform.web;

import io.vertx.core.http.HttpMethod;

/**
 * A route that takes larger bodies than all others, and reads them as a stream. A feature that has one makes it a bean;
 * {@code quarkus.http.limits.max-body-size} is the largest of all of them.
 */
public interface LargeBody {
    /** The method. */
    HttpMethod method();

    /** The whole path. */
    String path();

    /** The most bytes that the body may have. */
    long most();
}
