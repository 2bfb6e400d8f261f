/**
 * The sandbox: everything that development and tests need beside the service itself, and nothing that production may hold.
 *
 * <p>It gives the profiles {@code dev} and {@code test} real servers (PostgreSQL, Redis, an SMTP sink, a DNS stub) and
 * simulators of the paid upstreams, and the endpoints under {@code /sandbox} that show what was sent and steer the
 * simulators. The build compiles it with the service and takes it out again before anything is packaged; see
 * {@code docs/adr/0003-the-sandbox-is-not-in-the-package.md}.
 */
@NullMarked
package dev.gatehouse.sandbox;

import org.jspecify.annotations.NullMarked;
