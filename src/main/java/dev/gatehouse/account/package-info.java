/** Accounts and what is true of them, passwords, sessions and the tokens that prove them. */
@NullMarked
package dev.gatehouse.account;

import org.jspecify.annotations.NullMarked;
