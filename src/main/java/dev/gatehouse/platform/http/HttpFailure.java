package dev.gatehouse.platform.http;

/** No whole answer came. The code is short, kebab-case and holds nothing of what was sent or answered. */
public final class HttpFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** No connection, or one that ended before an answer began: worth a second try where a request may be made twice. */
    static final String UNREACHABLE = "unreachable";

    private final String code;

    HttpFailure(String code) {
        super(code, null, false, false);
        this.code = code;
    }

    /**
     * What went wrong: {@code timeout}, {@code unreachable}, {@code broken-off}, {@code not-sent}, {@code answer-cut-off} or
     * {@code answer-too-large}.
     */
    public String code() {
        return code;
    }

    boolean isUnreachable() {
        return UNREACHABLE.equals(code);
    }
}
