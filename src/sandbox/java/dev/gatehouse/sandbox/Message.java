package dev.gatehouse.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail or an SMS as it left the service.
 *
 * @param channel {@code email} or {@code sms}
 * @param to the address or the number in E.164
 * @param subject the mail's subject
 * @param text the mail's plain text, or the SMS
 * @param link the first link in a mail that carries a token
 * @param code the six digits in an SMS
 * @param sentAt when the sandbox took it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        String channel,
        String to,
        @Nullable String subject,
        String text,
        @Nullable String link,
        @Nullable String code,
        Instant sentAt) {}
