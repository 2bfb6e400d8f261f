package dev.gatehouse.kyc.sumsub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;

/**
 * What Sumsub answered.
 *
 * @param status the status code
 * @param body as it came, bounded
 */
record Reply(int status, Buffer body) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9 -]{1,60}");
    private static final int LEAST_OUTAGE = 500;
    private static final int TOO_MANY = 429;

    /** The text under that name. */
    String text(String name) {
        String text = json().getString(name);
        if (text == null || text.isBlank()) {
            throw new SumsubException("answer-incomplete");
        }
        return text;
    }

    /**
     * The failure that an answer other than the wanted one stands for. Of Sumsub's error nothing but its name is read: the
     * description may quote what was sent (https://docs.sumsub.com/reference/error-codes-description).
     */
    SumsubException refusal() {
        if (status >= LEAST_OUTAGE || status == TOO_MANY) {
            return new SumsubException("http-" + status);
        }
        return new SumsubException.Refused(status, name());
    }

    private String name() {
        try {
            String name = json().getString("errorName");
            return name != null && NAME.matcher(name).matches() ? name.replace(' ', '-') : "http-" + status;
        } catch (SumsubException e) {
            return "http-" + status;
        }
    }

    private JsonObject json() {
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            throw new SumsubException("answer-unreadable");
        }
    }

    /** An answer may hold a link that lets whoever has it act as the client. */
    @Override
    public String toString() {
        return "Reply[" + status + ']';
    }
}
