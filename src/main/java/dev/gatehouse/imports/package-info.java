/** Existing clients: a file of the panel's, line by line, becomes accounts that have to prove their phone. */
@NullMarked
package dev.gatehouse.imports;

import org.jspecify.annotations.NullMarked;
