/** What tests against the packaged service have in common. */
@NullMarked
package dev.gatehouse.testing;

import org.jspecify.annotations.NullMarked;
