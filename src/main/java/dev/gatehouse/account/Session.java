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
public record Session(String accessToken, String tokenType, long expiresIn, String refreshToken) {}
