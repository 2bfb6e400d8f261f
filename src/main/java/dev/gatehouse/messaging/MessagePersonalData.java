package dev.gatehouse.messaging;

import dev.gatehouse.platform.privacy.Excerpt;
import dev.gatehouse.platform.privacy.PersonalData;
import dev.gatehouse.platform.privacy.Wipe;
import jakarta.inject.Singleton;
import java.util.List;

/** The mails and SMS to a client: that they were sent, not what stood in them. */
@Singleton
final class MessagePersonalData implements PersonalData {
    @Override
    public List<Excerpt> excerpts() {
        return List.of(new Excerpt(
                "messages",
                """
                        select channel, kind, state, created_at, sent_at from message where account_id = $1 \
                        order by created_at desc limit\s"""
                        + Excerpt.MOST));
    }

    @Override
    public List<Wipe> wipes() {
        return List.of(
                new Wipe(
                        "message",
                        """
                        update message set recipient = null, payload = null, \
                        state = case when state = 'due' then 'dead' else state end, \
                        last_error = case when state = 'due' then 'erased' else last_error end where account_id = $1"""));
    }
}
