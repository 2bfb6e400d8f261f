package dev.gatehouse.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of the mails and SMS to a client, for staff; never what stood in them. */
@ApplicationScoped
public class MessageHistory {
    private final MessageStore store;

    MessageHistory(MessageStore store) {
        this.store = store;
    }

    /**
     * A message.
     *
     * @param state {@code due}, {@code sent} or {@code dead}
     * @param gateway who took it
     * @param error what went wrong last, a short word
     */
    public record Entry(
            Channel channel, String state, @Nullable String gateway, @Nullable String error, Instant createdAt) {}

    /** The newest messages to an account. */
    public Uni<List<Entry>> newest(UUID accountId, int limit) {
        return store.newest(accountId, null, limit);
    }

    /** The newest messages to an account by one channel. */
    public Uni<List<Entry>> newest(UUID accountId, Channel channel, int limit) {
        return store.newest(accountId, channel, limit);
    }
}
