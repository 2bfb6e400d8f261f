/** RFC 9457 problems: one catalogue of error codes and everything that turns a failure into an answer. */
@NullMarked
package dev.gatehouse.platform.problem;

import org.jspecify.annotations.NullMarked;
