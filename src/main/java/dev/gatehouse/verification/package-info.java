/** Proofs of a mailbox and of a mobile phone: issued, limited, consumed. */
@NullMarked
package dev.gatehouse.verification;

import org.jspecify.annotations.NullMarked;
