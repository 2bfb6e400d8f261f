/** Identifiers. */
@NullMarked
package dev.gatehouse.platform.id;

import org.jspecify.annotations.NullMarked;
