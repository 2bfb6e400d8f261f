package dev.gatehouse.platform.problem;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One field that is not valid.
 *
 * @param pointer where it stands in the request body: a JSON Pointer (RFC 6901), or the bare name of a header or query
 *     parameter
 * @param code what is wrong, kebab-case: {@code required}, {@code too-long}, {@code not-an-email} …
 * @param detail the same for people; never repeats what was sent
 */
@RegisterForReflection
public record FieldError(String pointer, String code, String detail) {}
