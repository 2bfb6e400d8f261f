/** Who calls, with which credential, and on whose account the caller may act. */
@NullMarked
package dev.gatehouse.access;

import org.jspecify.annotations.NullMarked;
