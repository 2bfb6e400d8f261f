package dev.gatehouse.kyc.sumsub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook says, as far as it is used
 * (<a href="https://docs.sumsub.com/docs/user-verification-webhooks">User verification webhooks</a>). Its methods throw
 * {@link IllegalArgumentException}, without the value, where something that is needed is missing or no such thing.
 */
final class WebhookBody {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSSSSS][.SSS]", Locale.ROOT);
    private static final int MAX_COMMENT = 2_000;

    private final JsonObject json;

    private WebhookBody(JsonObject json) {
        this.json = json;
    }

    static WebhookBody of(byte[] body) {
        try {
            return new WebhookBody(new JsonObject(Buffer.buffer(body)));
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalArgumentException("no JSON object");
        }
    }

    /** Such as {@code applicantReviewed}. */
    String type() {
        return id("type");
    }

    String applicantId() {
        return id("applicantId");
    }

    /** The same event sent again has the same id. */
    String eventId() {
        return id("correlationId") + '/' + type() + '/' + time().toEpochMilli();
    }

    /** The level's name, or {@code null}. */
    @Nullable String level() {
        return text(json, "levelName");
    }

    /** Whether somebody has pressed <em>test</em> in the dashboard: about nobody. */
    boolean isTest() {
        return isTrue("testMode");
    }

    /** Whether it comes from Sumsub's sandbox. */
    boolean isSandbox() {
        return isTrue("sandboxMode");
    }

    /** {@code GREEN} or {@code RED}, or {@code null}. */
    @Nullable String answer() {
        return text(result(), "reviewAnswer");
    }

    /** {@code RETRY} or {@code FINAL}, or {@code null}. */
    @Nullable String rejectType() {
        return text(result(), "reviewRejectType");
    }

    /** What the applicant may read; never {@code clientComment}, which is for us alone. */
    @Nullable String moderationComment() {
        String comment = text(result(), "moderationComment");
        if (comment == null) {
            return null;
        }
        String clean = comment.replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n]]", " ")
                .strip();
        String cut = clean.codePointCount(0, clean.length()) > MAX_COMMENT
                ? clean.substring(0, clean.offsetByCodePoints(0, MAX_COMMENT))
                : clean;
        return cut.isEmpty() ? null : cut;
    }

    /** When it happened, in UTC. */
    Instant time() {
        Object value = json.getValue("createdAtMs");
        if (value instanceof Number millis) {
            return Instant.ofEpochMilli(millis.longValue());
        }
        try {
            return LocalDateTime.parse(String.valueOf(value), TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("createdAtMs");
        }
    }

    private JsonObject result() {
        return json.getValue("reviewResult") instanceof JsonObject result ? result : new JsonObject();
    }

    private boolean isTrue(String name) {
        return "true".equalsIgnoreCase(String.valueOf(json.getValue(name)));
    }

    private String id(String name) {
        String text = text(json, name);
        if (text == null || !ID.matcher(text).matches()) {
            throw new IllegalArgumentException(name);
        }
        return text;
    }

    private static @Nullable String text(JsonObject json, String name) {
        return json.getValue(name) instanceof String text ? text : null;
    }

    /** Only ever seen in a log by mistake. */
    @Override
    public String toString() {
        return "WebhookBody";
    }
}
