/**
 * What every outbox has in common: rows are claimed for a lease, sent without a connection being held, marked, and tried
 * again after a growing wait.
 */
@NullMarked
package dev.gatehouse.platform.outbox;

import org.jspecify.annotations.NullMarked;
