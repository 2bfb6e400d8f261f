/**
 * The check chain: what is asked about a client in each phase, in which order, and how the answers become one
 * {@link dev.gatehouse.screening.Decision}. No database session is open while the chain runs.
 */
@NullMarked
package dev.gatehouse.screening;

import org.jspecify.annotations.NullMarked;
