/** SMS: the gateways in their order, Twilio first and Vonage when it fails, and the texts. */
@NullMarked
package dev.gatehouse.messaging.sms;

import org.jspecify.annotations.NullMarked;
