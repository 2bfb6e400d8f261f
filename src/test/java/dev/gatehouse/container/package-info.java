/** Tests that hold the images, the compose file and the manifests in {@code docker} to what the service needs, without an engine. */
@NullMarked
package dev.gatehouse.container;

import org.jspecify.annotations.NullMarked;
