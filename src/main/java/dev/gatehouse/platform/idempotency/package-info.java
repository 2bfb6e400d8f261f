/** Idempotency keys held by reservation and lease. */
@NullMarked
package dev.gatehouse.platform.idempotency;

import org.jspecify.annotations.NullMarked;
