/** Lua scripts on Redis, and what happens when Redis is away. */
@NullMarked
package dev.gatehouse.platform.redis;

import org.jspecify.annotations.NullMarked;
