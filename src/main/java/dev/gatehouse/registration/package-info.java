/** {@code POST /register}: the door. */
@NullMarked
package dev.gatehouse.registration;

import org.jspecify.annotations.NullMarked;
