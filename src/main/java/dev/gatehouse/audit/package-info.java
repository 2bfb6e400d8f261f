/** The audit log: who did what, when, to whom. Entries are added in the transaction of the act and never changed. */
@NullMarked
package dev.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
