package dev.gatehouse.minfraud;

/** MaxMind has not answered, or not sensibly. The code is short, kebab-case and holds no personal data. */
public class MinFraudException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code such as {@code timeout} or {@code http-503}
     */
    MinFraudException(String code) {
        super(code, null, false, false);
        this.code = code;
    }

    /** What went wrong. */
    public String code() {
        return code;
    }

    /** MaxMind answered, and refused: it is there, so this opens no breaker. Status 0: there is no account to ask with. */
    static final class Refused extends MinFraudException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String code) {
            super(code);
            this.status = status;
        }

        int status() {
            return status;
        }

        /** Whether something is wrong with the account, for whatever request. */
        boolean needsOperator() {
            return status == 401 || status == 402 || status == 403;
        }
    }
}
