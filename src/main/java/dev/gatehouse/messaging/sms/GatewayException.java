package dev.gatehouse.messaging.sms;

/** A gateway cannot be used at the moment, whatever the message. The code is short and holds no personal data. */
final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code the gateway's own code, an HTTP status, or a word such as {@code timeout}
     */
    GatewayException(String code) {
        super(code, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }
}
