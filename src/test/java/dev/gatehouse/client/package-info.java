/** The client that openapi-generator makes from {@code openapi.yaml}. */
@NullMarked
package dev.gatehouse.client;

import org.jspecify.annotations.NullMarked;
