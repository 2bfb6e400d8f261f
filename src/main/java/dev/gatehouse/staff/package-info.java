/** What staff see and do. */
@NullMarked
package dev.gatehouse.staff;

import org.jspecify.annotations.NullMarked;
