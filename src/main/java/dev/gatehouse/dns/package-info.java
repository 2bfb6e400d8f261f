/** What the DNS says about mail domains and hosts, asked without blocking. */
@NullMarked
package dev.gatehouse.dns;

import org.jspecify.annotations.NullMarked;
