/**
 * The help desk: a client has one open ticket a topic; who cannot sign in writes without an account. Staff answer by mail
 * and close; webhooks tell of both.
 */
@NullMarked
package dev.gatehouse.ticket;

import org.jspecify.annotations.NullMarked;
