package dev.gatehouse.kyc.sumsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.kyc.ProviderEvent;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SumsubWebhookTest {
    private static final String SECRET = "webhook-secret";
    private static final String LEVEL = "id and selfie";

    /** {@code echo -n '{"type":"applicantPending"}' | openssl dgst -sha256 -hmac webhook-secret}. */
    private static final String PENDING = "{\"type\":\"applicantPending\"}";

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    # type              | answer | reject type | expected
                    applicantPending    | -      | -           | SUBMITTED
                    applicantReviewed   | GREEN  | -           | APPROVED
                    applicantReviewed   | RED    | RETRY       | MORE_WANTED
                    applicantReviewed   | RED    | FINAL       | REJECTED
                    applicantReviewed   | RED    | -           | -
                    applicantReviewed   | RED    | EXTERNAL    | -
                    applicantReviewed   | GREEN  | FINAL       | -
                    applicantReviewed   | YELLOW | -           | -
                    applicantReviewed   | green  | -           | -
                    applicantReviewed   | -      | -           | -
                    applicantReset      | -      | -           | -
                    applicantOnHold     | -      | -           | -
                    applicantCreated    | -      | -           | -
                    applicantDeleted    | -      | -           | -
                    applicantActionReviewed | GREEN | -        | -
                    applicantWorkflowCompleted | GREEN | -     | -
                    """)
    void anEventMeansWhatTheTableSays(
            String type, @Nullable String answer, @Nullable String rejectType, @Nullable String expected) {
        ProviderEvent event = read(body(type, LEVEL, result(answer, rejectType, null), ""));

        assertThat(event == null ? null : event.kind().name()).isEqualTo(expected);
        assertThat(count(expected == null ? "ignored" : expected.toLowerCase(Locale.ROOT)))
                .isEqualTo(1);
        if (event != null) {
            assertThat(event.provider()).isEqualTo("sumsub");
            assertThat(event.applicantId()).isEqualTo("5cb56e8e0a975a35f333cb83");
            assertThat(event.at()).isEqualTo(Instant.parse("2026-11-23T09:30:00.123Z"));
            assertThat(event.eventId()).isEqualTo("req-1/" + type + "/1795426200123");
            assertThat(event.clientMessage()).isNull();
        }
    }

    @Test
    void theClientReadsTheModerationCommentOfARetryAndNothingElse() {
        ProviderEvent retry = heeded(
                body("applicantReviewed", LEVEL, result("RED", "RETRY", "We need\\r\\na \\u0007better\\tphoto. "), ""));
        ProviderEvent last = heeded(body("applicantReviewed", LEVEL, result("RED", "FINAL", "A forgery."), ""));
        ProviderEvent green = heeded(body("applicantReviewed", LEVEL, result("GREEN", null, "Fine."), ""));

        assertThat(retry.clientMessage()).isEqualTo("We need\na  better photo.");
        assertThat(last.clientMessage()).isNull();
        assertThat(green.clientMessage()).isNull();
    }

    @Test
    void aLongCommentIsCutAndABlankOneIsNone() {
        ProviderEvent large = heeded(body("applicantReviewed", LEVEL, result("RED", "RETRY", "😀".repeat(3_000)), ""));
        ProviderEvent blank = heeded(body("applicantReviewed", LEVEL, result("RED", "RETRY", " \\n "), ""));

        assertThat(large.clientMessage()).isEqualTo("😀".repeat(2_000));
        assertThat(blank.clientMessage()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    # level         | more                    | counted as
                    another-level   | -                       | other_level
                    Id and selfie   | -                       | other_level
                    -               | -                       | other_level
                    id and selfie   | ,"sandboxMode":true     | sandbox
                    id and selfie   | ,"sandboxMode":"true"   | sandbox
                    id and selfie   | ,"testMode":true        | test
                    """)
    void greenOfElsewhereApprovesNobody(@Nullable String level, @Nullable String more, String outcome) {
        String body = body("applicantReviewed", level, result("GREEN", null, null), more == null ? "" : more);

        assertThat(read(body)).isNull();
        assertThat(count(outcome)).isEqualTo(1);
        assertThat(count("approved")).isZero();
    }

    @Test
    void theSandboxCountsWhereItIsAllowed() {
        String body = body("applicantReviewed", LEVEL, result("GREEN", null, null), ",\"sandboxMode\":true");
        SumsubWebhook allowing = webhook(Map.of("gatehouse.kyc.sumsub.allow-sandbox", "true"));

        assertThat(read(allowing, body)).isNotNull();
    }

    @Test
    void theSignatureIsTheOneThatOpensslMakes() {
        assertThat(HexMac.SHA256.of(SECRET, PENDING.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("1ebc4e356f768427c4e98424a9cca99dc007ed3e42857b17cb1119248c2c7cac");
        assertThat(HexMac.SHA512.of(SECRET, PENDING.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        "d117dbac115076b9d443120a9ac60cedad441b339ef2fd007320b3396da42a2c9b408e27649955df7dbdd7d5b1c385c01ac8af4b84115a81fc9dac5aa2e3bc46");
    }

    @ParameterizedTest
    @CsvSource({
        "HMAC_SHA256_HEX, SHA256, true",
        "HMAC_SHA512_HEX, SHA512, true",
        "HMAC_SHA512_HEX, SHA256, false",
        "HMAC_SHA256_HEX, SHA512, false",
        "HMAC_SHA1_HEX, SHA256, false",
        "hmac_sha256_hex, SHA256, false",
        "'', SHA256, false"
    })
    void onlyTheAlgorithmThatIsNamedCounts(String algorithm, HexMac mac, boolean good) {
        byte[] body = approval().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                Map.of("X-Payload-Digest-Alg", algorithm, "X-Payload-Digest", mac.of(SECRET, body));

        if (good) {
            assertThat(webhook(Map.of()).read(headers::get, body)).isNotNull();
        } else {
            refused(headers, body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "zz", "@right", "RIGHT@", "right0", "other-secret", "missing", "no-algorithm"})
    void aBadSignatureIsRefusedWhateverTheBodySays(String digest) {
        byte[] body = approval().getBytes(StandardCharsets.UTF_8);
        String right = HexMac.SHA256.of(SECRET, body);
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Payload-Digest-Alg", "HMAC_SHA256_HEX");
        headers.put(
                "X-Payload-Digest",
                digest.equals("other-secret")
                        ? HexMac.SHA256.of("other", body)
                        : digest.replace("right", right).replace("RIGHT@", right + " "));
        if (digest.equals("missing")) {
            headers.remove("X-Payload-Digest");
        }
        if (digest.equals("no-algorithm")) {
            headers.put("X-Payload-Digest", right);
            headers.remove("X-Payload-Digest-Alg");
        }

        refused(headers, body);
    }

    @Test
    void oneChangedByteIsNoLongerSigned() {
        byte[] body = approval().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                Map.of("X-Payload-Digest-Alg", "HMAC_SHA256_HEX", "X-Payload-Digest", HexMac.SHA256.of(SECRET, body));
        assertThat(webhook(Map.of()).read(headers::get, body)).isNotNull();

        for (int i = 0; i < body.length; i++) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> webhook(Map.of()).read(headers::get, changed))
                    .isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "null",
                "[]",
                "1",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"applicantPending\",\"levelName\":\"id and selfie\",\"applicantId\":\"a\",\"correlationId\":\"c\"}",
                "{\"type\":\"applicantPending\",\"levelName\":\"id and selfie\",\"applicantId\":\"a\",\"correlationId\":\"c\",\"createdAtMs\":\"soon\"}",
                "{\"type\":\"applicantPending\",\"levelName\":\"id and selfie\",\"applicantId\":\"a b\",\"correlationId\":\"c\",\"createdAtMs\":1}",
                "{\"type\":\"applicantPending\",\"levelName\":\"id and selfie\",\"applicantId\":\"a\",\"correlationId\":{},\"createdAtMs\":1}"
            })
    void whatIsSignedAndCannotBeReadIsRefusedAsMalformed(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code())
                .isEqualTo(ErrorCode.MALFORMED_REQUEST));
        assertThat(count("unreadable")).isEqualTo(1);
    }

    @Test
    void aTimeMayBeANumberOrComeWithoutAFraction() {
        String body = approval();

        ProviderEvent number = heeded(body.replace("\"2026-11-23 09:30:00.123\"", "1795426200123"));
        ProviderEvent whole = heeded(body.replace("09:30:00.123", "09:30:00"));

        assertThat(number.at()).isEqualTo(Instant.parse("2026-11-23T09:30:00.123Z"));
        assertThat(whole.at()).isEqualTo(Instant.parse("2026-11-23T09:30:00Z"));
    }

    @Test
    void withoutASecretThereIsNoWebhook() {
        assertThat(webhook(Map.of()).configured()).isTrue();
        assertThat(webhook(Map.of("gatehouse.kyc.sumsub.webhook-secret", "")).configured())
                .isFalse();
        assertThat(webhook(Map.of("gatehouse.kyc.sumsub.level", "")).configured())
                .isFalse();
    }

    private void refused(Map<String, String> headers, byte[] body) {
        assertThatThrownBy(() -> webhook(Map.of()).read(headers::get, body))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
        assertThat(count("bad_signature")).isEqualTo(1);
    }

    private double count(String outcome) {
        var counter =
                metrics.find("gatehouse.kyc.webhooks").tag("outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    private ProviderEvent heeded(String body) {
        return Objects.requireNonNull(read(body));
    }

    private @Nullable ProviderEvent read(String body) {
        return read(webhook(Map.of()), body);
    }

    private static @Nullable ProviderEvent read(SumsubWebhook webhook, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                Map.of("X-Payload-Digest-Alg", "HMAC_SHA256_HEX", "X-Payload-Digest", HexMac.SHA256.of(SECRET, body));
        return webhook.read(headers::get, body);
    }

    private SumsubWebhook webhook(Map<String, String> more) {
        Map<String, String> values = new HashMap<>();
        values.put("gatehouse.kyc.sumsub.webhook-secret", SECRET);
        values.put("gatehouse.kyc.sumsub.level", LEVEL);
        values.putAll(more);
        return new SumsubWebhook(Settings.of(SumsubSettings.class, values), metrics);
    }

    private static String approval() {
        return body("applicantReviewed", LEVEL, result("GREEN", null, null), "");
    }

    private static String body(String type, @Nullable String level, String result, String more) {
        return "{\"type\":\"" + type + "\",\"applicantId\":\"5cb56e8e0a975a35f333cb83\",\"correlationId\":\"req-1\","
                + (level == null ? "" : "\"levelName\":\"" + level + "\",")
                + "\"externalUserId\":\"0199a3f2-6b0d-7a15-8c44-d3e9b1f0a276\",\"inspectionId\":\"5cb56e8e0a975a35f333cb84\","
                + "\"createdAtMs\":\"2026-11-23 09:30:00.123\",\"reviewResult\":" + result + more + "}";
    }

    private static String result(@Nullable String answer, @Nullable String rejectType, @Nullable String comment) {
        return "{" + (answer == null ? "" : "\"reviewAnswer\":\"" + answer + "\",")
                + (rejectType == null ? "" : "\"reviewRejectType\":\"" + rejectType + "\",")
                + (comment == null ? "" : "\"moderationComment\":\"" + comment + "\",")
                + "\"clientComment\":\"Listed as a forger.\"}";
    }
}
