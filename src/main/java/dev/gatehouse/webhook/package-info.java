/**
 * Webhooks out: the panel and resellers are told of what happens to accounts. Events are rows of the deciding
 * transaction; deliveries follow Standard Webhooks (standardwebhooks.com).
 */
@NullMarked
package dev.gatehouse.webhook;

import org.jspecify.annotations.NullMarked;
