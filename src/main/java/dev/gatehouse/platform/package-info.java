/** What every feature stands on and that knows no feature. */
@NullMarked
package dev.gatehouse.platform;

import org.jspecify.annotations.NullMarked;
