/**
 * The load kit (load/README.md): starts the package with real servers and simulated upstreams, loads it with Gatling, runs the
 * floor with pgbench, and tells what came of it.
 */
@NullMarked
package dev.gatehouse.load;

import org.jspecify.annotations.NullMarked;
