/** The schema's migrations: which there are, whether they are applied, and applying them. */
@NullMarked
package dev.gatehouse.platform.schema;

import org.jspecify.annotations.NullMarked;
