package dev.gatehouse.load;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What clients have been sent: of each recipient the newest token or code, which is all that a client looks for. */
final class Mailboxes {
    private static final String NOTHING_TO_TYPE = "";

    private final Map<String, String> newest = new ConcurrentHashMap<>();
    private final AtomicLong received = new AtomicLong();

    /** Takes a message with what the client has to send back, or none. */
    void deliver(String recipient, @Nullable String token) {
        received.incrementAndGet();
        newest.put(comparable(recipient), token == null ? NOTHING_TO_TYPE : token);
    }

    /** What came last, or {@code null} as long as nothing has. */
    @Nullable String newest(String recipient) {
        return newest.get(comparable(recipient));
    }

    /** Messages taken so far. */
    long received() {
        return received.get();
    }

    private static String comparable(String recipient) {
        return recipient.toLowerCase(Locale.ROOT);
    }
}
