/** Gatehouse: the anti-fraud gate in front of a hosting provider's control panel. */
@org.jspecify.annotations.NullMarked
package dev.gatehouse;
