package dev.gatehouse.kyc.sumsub;

import dev.gatehouse.kyc.ProviderEvent;
import dev.gatehouse.kyc.ProviderEvent.Kind;
import dev.gatehouse.kyc.ProviderWebhook;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads Sumsub's webhooks. What is signed and of no concern (another type, another level, the sandbox, a test) is taken
 * and counted, since Sumsub would send it again and at last stop sending anything.
 */
@ApplicationScoped
class SumsubWebhook implements ProviderWebhook {
    private static final Logger LOG = Logger.getLogger(SumsubWebhook.class);
    private static final String DIGEST = "X-Payload-Digest";
    private static final String ALGORITHM = "X-Payload-Digest-Alg";

    /** SHA-1, which Sumsub also knows, is not taken. */
    private static final Map<String, HexMac> ALGORITHMS =
            Map.of("HMAC_SHA256_HEX", HexMac.SHA256, "HMAC_SHA512_HEX", HexMac.SHA512);

    private final SumsubSettings settings;
    private final MeterRegistry metrics;

    SumsubWebhook(SumsubSettings settings, MeterRegistry metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public String id() {
        return SumsubProvider.ID;
    }

    @Override
    public boolean configured() {
        return settings.webhookSecret().isPresent() && settings.level().isPresent();
    }

    @Override
    public @Nullable ProviderEvent read(Function<String, @Nullable String> header, byte[] body) {
        if (!isSigned(header.apply(ALGORITHM), header.apply(DIGEST), body)) {
            count("bad_signature");
            throw Refusal.of(ErrorCode.UNAUTHENTICATED);
        }
        try {
            return event(WebhookBody.of(body));
        } catch (IllegalArgumentException e) {
            count("unreadable");
            LOG.warnf("a webhook of sumsub cannot be read: %s", e.getMessage());
            throw Refusal.of(ErrorCode.MALFORMED_REQUEST);
        }
    }

    private boolean isSigned(@Nullable String algorithm, @Nullable String digest, byte[] body) {
        HexMac mac = algorithm == null ? null : ALGORITHMS.get(algorithm);
        return mac != null
                && digest != null
                && mac.matches(digest, settings.webhookSecret().orElseThrow(), body);
    }

    private @Nullable ProviderEvent event(WebhookBody body) {
        Kind kind = kind(body);
        String ignored = kind == null ? "ignored" : reasonToIgnore(body);
        if (kind == null || ignored != null) {
            count(ignored == null ? "ignored" : ignored);
            return null;
        }
        ProviderEvent event = new ProviderEvent(
                SumsubProvider.ID,
                body.eventId(),
                body.applicantId(),
                body.time(),
                kind,
                kind == Kind.MORE_WANTED ? body.moderationComment() : null);
        count(kind.name().toLowerCase(Locale.ROOT));
        return event;
    }

    /** What has happened, or {@code null} where it moves no case: on hold, say, which is still in review. */
    private static @Nullable Kind kind(WebhookBody body) {
        return switch (body.type()) {
            case "applicantPending" -> Kind.SUBMITTED;
            case "applicantReviewed" -> reviewed(body);
            default -> null;
        };
    }

    /** An answer that is none of the known ones decides nothing. */
    private static @Nullable Kind reviewed(WebhookBody body) {
        String rejectType = body.rejectType();
        if ("GREEN".equals(body.answer())) {
            return rejectType == null ? Kind.APPROVED : null;
        }
        if (!"RED".equals(body.answer()) || rejectType == null) {
            return null;
        }
        return switch (rejectType) {
            case "RETRY" -> Kind.MORE_WANTED;
            case "FINAL" -> Kind.REJECTED;
            default -> null;
        };
    }

    private @Nullable String reasonToIgnore(WebhookBody body) {
        if (body.isTest()) {
            return "test";
        }
        if (body.isSandbox() && !settings.allowSandbox()) {
            LOG.warn("a webhook of sumsub's sandbox changes nothing here: GATEHOUSE_KYC_SUMSUB_ALLOW_SANDBOX is false");
            return "sandbox";
        }
        if (!settings.level().orElseThrow().equals(body.level())) {
            LOG.warn("a webhook of sumsub about another level than GATEHOUSE_KYC_SUMSUB_LEVEL changes nothing");
            return "other_level";
        }
        return null;
    }

    private void count(String outcome) {
        metrics.counter("gatehouse.kyc.webhooks", "provider", SumsubProvider.ID, "outcome", outcome)
                .increment();
    }
}
