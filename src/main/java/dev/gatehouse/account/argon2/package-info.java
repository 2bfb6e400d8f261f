/**
 * Argon2id (<a href="https://www.rfc-editor.org/rfc/rfc9106">RFC 9106</a>), computed by the reference implementation in C
 * where its library can be loaded, in Java where not (docs/adr/0011).
 */
@NullMarked
package dev.gatehouse.account.argon2;

import org.jspecify.annotations.NullMarked;
