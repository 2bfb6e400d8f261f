package dev.gatehouse.platform.openapi;

import dev.gatehouse.platform.problem.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One problem of every kind, as it is answered. */
final class ProblemExamples {
    private static final String INSTANCE = "urn:uuid:0199a3f2-7c1e-7d4b-9a60-2f1c8e5d7b31";

    private ProblemExamples() {}

    static Map<String, Object> of(ErrorCode code) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", code.type());
        problem.put("code", code.code());
        problem.put("title", code.title());
        problem.put("status", code.status());
        problem.put("detail", code.title() + ".");
        problem.put("instance", INSTANCE);
        switch (code) {
            case MALFORMED_REQUEST ->
                problem.put("errors", errors("/colour", "unknown-field", "There is no such field."));
            case VALIDATION_FAILED -> problem.put("errors", errors("/email", "required", "This is required."));
            case VERIFICATION_REQUIRED -> problem.put("nextSteps", List.of("verify_email", "verify_sms"));
            case KYC_REQUIRED, KYC_DOCUMENTS_MISSING -> problem.put("nextSteps", List.of("complete_kyc"));
            case ACCOUNT_SUSPENDED, KYC_ALREADY_DECIDED, SMS_UNAVAILABLE ->
                problem.put("nextSteps", List.of("contact_support"));
            case PHONE_MISSING -> problem.put("nextSteps", List.of("add_phone"));
            case PHONE_NOT_SUPPORTED -> problem.put("nextSteps", List.of("add_phone", "contact_support"));
            case VERIFICATION_CODE_INVALID -> problem.put("attemptsLeft", 4);
            case TOO_MANY_ATTEMPTS -> problem.put("attemptsLeft", 0);
            default -> {
                // Nothing beyond what every problem has.
            }
        }
        switch (code.status()) {
            case 429 -> problem.put("retryAfter", 60);
            case 503 -> problem.put("retryAfter", 5);
            default -> {
                // Nothing to wait for.
            }
        }
        return problem;
    }

    private static List<Map<String, String>> errors(String pointer, String code, String detail) {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("pointer", pointer);
        error.put("code", code);
        error.put("detail", detail);
        return List.of(error);
    }
}
