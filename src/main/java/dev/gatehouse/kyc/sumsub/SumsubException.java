package dev.gatehouse.kyc.sumsub;

/** Sumsub has not answered, or not sensibly. The code is short, kebab-case and holds no personal data. */
class SumsubException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code such as {@code timeout} or {@code http-503}
     */
    SumsubException(String code) {
        super(code, null, false, false);
        this.code = code;
    }

    /** What went wrong. */
    String code() {
        return code;
    }

    /** Sumsub answered, and refused: the settings are wrong, or it does not like this applicant. */
    static final class Refused extends SumsubException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String code) {
            super(code);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
