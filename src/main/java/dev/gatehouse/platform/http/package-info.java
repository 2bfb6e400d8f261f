/** One bounded request to a service of somebody else's, and its answer: never blocking, never without an end. */
@NullMarked
package dev.gatehouse.platform.http;

import org.jspecify.annotations.NullMarked;
