package dev.gatehouse.platform.web;

import org.jspecify.annotations.Nullable;

/**
 * What a request tells about the end client, after trusted proxies have been seen through.
 *
 * @param requestId the {@code X-Request-Id}, accepted or made
 * @param clientAddress the end client's address; see {@link ClientAddress}
 * @param userAgent the browser's {@code User-Agent}, cut to 512 characters, or {@code null}
 * @param acceptLanguage the browser's {@code Accept-Language}, cut to 255 characters, or {@code null}
 * @param device the opaque {@code Gatehouse-Device}, at most 128 characters, or {@code null}
 */
public record RequestInfo(
        String requestId,
        ClientAddress clientAddress,
        @Nullable String userAgent,
        @Nullable String acceptLanguage,
        @Nullable String device) {}
