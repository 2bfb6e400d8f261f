/** What is known of a client: features say what they hold of one and how it is wiped, and one place shows and wipes it. */
@NullMarked
package dev.gatehouse.platform.privacy;

import org.jspecify.annotations.NullMarked;
