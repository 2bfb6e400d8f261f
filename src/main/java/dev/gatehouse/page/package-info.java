/** The few HTML pages of our own, for a panel that has none: plain forms that need no script. */
@NullMarked
package dev.gatehouse.page;

import org.jspecify.annotations.NullMarked;
