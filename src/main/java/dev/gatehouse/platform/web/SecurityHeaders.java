package dev.gatehouse.platform.web;

import io.vertx.core.MultiMap;

/** The header fields that every answer carries, whoever writes it; a resource may set another value over them. */
final class SecurityHeaders {
    private SecurityHeaders() {}

    static void set(MultiMap headers) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
    }
}
