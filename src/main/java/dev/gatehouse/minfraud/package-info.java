/**
 * MaxMind's <a href="https://dev.maxmind.com/minfraud/api-documentation/">minFraud</a>: asks what MaxMind thinks of a
 * client's address and e-mail, keeps the answers, and reports back what became of a client. Everything that knows
 * MaxMind's library or wire format is here; its library makes the requests, while sending them and reading the answers
 * is done here, since its client blocks and its answers do not read under today's Jackson.
 */
@NullMarked
package dev.gatehouse.minfraud;

import org.jspecify.annotations.NullMarked;
