/**
 * Messages to clients: an outbox written in the deciding transaction, a dispatcher that sends what is due, and the
 * courier for SMS that a request waits for. The channels are in {@code messaging.mail} and {@code messaging.sms}.
 */
@NullMarked
package dev.gatehouse.messaging;

import org.jspecify.annotations.NullMarked;
