/**
 * The servers and simulators themselves. They run once in a virtual machine, in a class loader of their own, and talk to
 * the rest of the sandbox by settings and over HTTP alone.
 */
@NullMarked
package dev.gatehouse.sandbox.stack;

import org.jspecify.annotations.NullMarked;
