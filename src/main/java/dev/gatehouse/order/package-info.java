/** Orders: the gate before anything is sold or renewed, and the decision's binding to what is sold. */
@NullMarked
package dev.gatehouse.order;

import org.jspecify.annotations.NullMarked;
