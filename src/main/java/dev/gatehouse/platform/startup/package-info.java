/** Checks that refuse to start on a missing or weak setting. */
@NullMarked
package dev.gatehouse.platform.startup;

import org.jspecify.annotations.NullMarked;
