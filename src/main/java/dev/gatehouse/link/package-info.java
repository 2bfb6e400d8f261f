/** Which accounts belong together: what identifies an account, what it shares with others, and what that weighs. */
@NullMarked
package dev.gatehouse.link;

import org.jspecify.annotations.NullMarked;
