/** The checks, one final class each. They are pure or ask a port; the plan lists them in their order. */
@NullMarked
package dev.gatehouse.screening.check;

import org.jspecify.annotations.NullMarked;
