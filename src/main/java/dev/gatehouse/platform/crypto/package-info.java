/** Keys derived from the one secret, sealing, keyed digests, random tokens. */
@NullMarked
package dev.gatehouse.platform.crypto;

import org.jspecify.annotations.NullMarked;
