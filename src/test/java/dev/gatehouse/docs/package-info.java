/** Tests that hold the documents to what is true: the walk, links, tables. */
@NullMarked
package dev.gatehouse.docs;

import org.jspecify.annotations.NullMarked;
