/**
 * The KYC provider <a href="https://docs.sumsub.com/">Sumsub</a>: applicants, the link that a client goes on with, and the
 * signed webhooks that tell what became of it. Everything that knows Sumsub's API is here. No personal data goes there
 * from here: the client shows its documents to Sumsub itself.
 */
@NullMarked
package dev.gatehouse.kyc.sumsub;

import org.jspecify.annotations.NullMarked;
