/** What Gatling runs, in a process of its own. */
@NullMarked
package dev.gatehouse.load.gatling;

import org.jspecify.annotations.NullMarked;
