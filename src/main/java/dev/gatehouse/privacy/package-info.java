/** What clients may ask for about themselves: a copy of their data, and to be forgotten. */
@NullMarked
package dev.gatehouse.privacy;

import org.jspecify.annotations.NullMarked;
