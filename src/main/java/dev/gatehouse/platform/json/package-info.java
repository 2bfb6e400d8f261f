/** How JSON is read and written everywhere: strictly, and in one form. */
@NullMarked
package dev.gatehouse.platform.json;

import org.jspecify.annotations.NullMarked;
