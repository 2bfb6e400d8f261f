/** Phone numbers: their one stored form (E.164), their kind of line, and how they are shown to others. */
@NullMarked
package dev.gatehouse.platform.phone;

import org.jspecify.annotations.NullMarked;
