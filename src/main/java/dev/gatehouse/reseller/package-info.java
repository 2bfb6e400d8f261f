/** Resellers: who they are, whom they speak for, how much they may register, and what became of whom they registered. */
@NullMarked
package dev.gatehouse.reseller;

import org.jspecify.annotations.NullMarked;
