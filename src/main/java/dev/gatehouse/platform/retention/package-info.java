/** What is deleted after its time: features say what, one job does it. */
@NullMarked
package dev.gatehouse.platform.retention;

import org.jspecify.annotations.NullMarked;
