/** What a load balancer is told about this node. */
@NullMarked
package dev.gatehouse.platform.health;

import org.jspecify.annotations.NullMarked;
