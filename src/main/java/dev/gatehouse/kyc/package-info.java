/**
 * KYC: who has been stopped shows who it is. A case is opened by a decision of the chain or by staff; until it is passed
 * nothing can be ordered.
 */
@NullMarked
package dev.gatehouse.kyc;

import org.jspecify.annotations.NullMarked;
