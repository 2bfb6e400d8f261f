/** What a request tells about itself: its id, its client's address, browser and device. */
@NullMarked
package dev.gatehouse.platform.web;

import org.jspecify.annotations.NullMarked;
