/** Files that are part of the package. */
@NullMarked
package dev.gatehouse.platform.resource;

import org.jspecify.annotations.NullMarked;
