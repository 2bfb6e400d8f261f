package dev.gatehouse.platform.problem;

/**
 * The closed catalogue of everything that can go wrong for a caller. The {@linkplain #code() code} is part of the
 * contract; the title and the default detail are safe to show to a client and never name the check that decided.
 */
public enum ErrorCode {
    MALFORMED_REQUEST("malformed-request", 400, "The request could not be read"),
    IDEMPOTENCY_KEY_REQUIRED("idempotency-key-required", 400, "An Idempotency-Key is required here"),
    UNAUTHENTICATED("unauthenticated", 401, "A valid credential is required"),
    CREDENTIALS_INVALID("credentials-invalid", 401, "The credentials are not valid"),
    FORBIDDEN("forbidden", 403, "This credential may not do that"),
    REGISTRATION_NOT_ALLOWED("registration-not-allowed", 403, "This registration cannot be accepted"),
    VERIFICATION_REQUIRED("verification-required", 403, "The account has to be verified first"),
    KYC_REQUIRED("kyc-required", 403, "The identity has to be confirmed first"),
    ACCOUNT_SUSPENDED("account-suspended", 403, "The account is suspended"),
    NOT_FOUND("not-found", 404, "There is nothing here"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This method is not allowed here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "None of the accepted media types can be produced"),
    ALREADY_VERIFIED("already-verified", 409, "This is verified already"),
    IDEMPOTENCY_IN_PROGRESS("idempotency-in-progress", 409, "The first request with this key is still running"),
    KYC_ALREADY_DECIDED("kyc-already-decided", 409, "The KYC case is decided already"),
    KYC_NOT_REQUIRED("kyc-not-required", 409, "The identity need not be confirmed"),
    ORDER_ALREADY_CONFIRMED("order-already-confirmed", 409, "The order is confirmed already"),
    ORDER_MISMATCH("order-mismatch", 409, "The order does not match what is being sold"),
    TICKET_CLOSED("ticket-closed", 409, "The ticket is closed, and another one is open on its topic"),
    ORDER_EXPIRED("order-expired", 410, "The order has expired"),
    PAYLOAD_TOO_LARGE("payload-too-large", 413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "This media type is not supported"),
    VALIDATION_FAILED("validation-failed", 422, "Some fields are not valid"),
    EMAIL_NOT_SUPPORTED("email-not-supported", 422, "This e-mail address cannot be used"),
    EMAIL_PROVIDER_NOT_ALLOWED("email-provider-not-allowed", 422, "This e-mail provider is not accepted"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "This key was used for another request"),
    KYC_DOCUMENTS_MISSING("kyc-documents-missing", 422, "Some documents are missing"),
    PHONE_MISSING("phone-missing", 422, "There is no phone number yet"),
    PHONE_NOT_SUPPORTED("phone-not-supported", 422, "No SMS can be sent to this phone number"),
    VERIFICATION_CODE_INVALID("verification-code-invalid", 422, "The code is not valid"),
    VERIFICATION_TOKEN_INVALID("verification-token-invalid", 422, "The link is not valid"),
    RATE_LIMITED("rate-limited", 429, "Too many requests"),
    TOO_MANY_ATTEMPTS("too-many-attempts", 429, "Too many attempts"),
    INTERNAL_ERROR("internal-error", 500, "Something went wrong on our side"),
    KYC_PROVIDER_UNAVAILABLE("kyc-provider-unavailable", 503, "The identity check cannot be started right now"),
    SCREENING_UNAVAILABLE("screening-unavailable", 503, "The request cannot be decided right now"),
    SERVICE_UNAVAILABLE("service-unavailable", 503, "The service is not available right now"),
    SMS_UNAVAILABLE("sms-unavailable", 503, "No SMS can be sent right now");

    private final String code;
    private final int status;
    private final String title;

    ErrorCode(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /** The stable name in the contract, kebab-case. */
    public String code() {
        return code;
    }

    /** The HTTP status (RFC 9110). */
    public int status() {
        return status;
    }

    /** A short English sentence for people, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The problem type URI (RFC 9457, section 3.1.1). */
    public String type() {
        return "urn:gatehouse:problem:" + code;
    }
}
