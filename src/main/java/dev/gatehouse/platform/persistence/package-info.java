/** The one way to PostgreSQL: short transactions, no connection held across other I/O. */
@NullMarked
package dev.gatehouse.platform.persistence;

import org.jspecify.annotations.NullMarked;
