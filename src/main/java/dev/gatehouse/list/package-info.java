/**
 * Staff's own lists: who is denied whatever the checks say, and who is let through in spite of them. Entries end and are
 * kept, so that an old decision's evidence can still be read.
 */
@NullMarked
package dev.gatehouse.list;

import org.jspecify.annotations.NullMarked;
