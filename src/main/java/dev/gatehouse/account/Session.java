package dev.gatehouse.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a client holds after it registered or signed in.
 *
 * @param accessToken a JWT for {@code Authorization: Bearer}
 * @param tokenType always {@code Bearer}
 * @param expiresIn seconds until the access token expires
 * @param refreshToken exchanged once for the next session
 */
@Schema(name = "Session")
public record Session(
        @Schema(
                        examples = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwMTk5YTNmMiJ9.3q2-7w",
                        description = "A JWT for `Authorization: Bearer`")
                String accessToken,
        @Schema(examples = "Bearer") String tokenType,
        @Schema(examples = "900", description = "Seconds until the access token expires") long expiresIn,
        @Schema(
                        examples = "p0b2mYtJ3a0lXbXl1m1zTq1l2o5y6w7q8r9s0tAbCdE",
                        description = "Exchanged once for the next session")
                String refreshToken) {}
