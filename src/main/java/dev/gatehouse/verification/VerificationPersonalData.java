package dev.gatehouse.verification;

import dev.gatehouse.platform.privacy.Excerpt;
import dev.gatehouse.platform.privacy.PersonalData;
import dev.gatehouse.platform.privacy.Wipe;
import jakarta.inject.Singleton;
import java.util.List;

/** The codes that were sent to a client, how often it tried them, and the addresses that it asked to change to. */
@Singleton
final class VerificationPersonalData implements PersonalData {
    @Override
    public List<Excerpt> excerpts() {
        return List.of(
                new Excerpt(
                        "smsCodes",
                        "select phone, created_at, consumed_at from sms_code where account_id = $1 order by created_at desc limit "
                                + Excerpt.MOST),
                new Excerpt(
                        "emailChanges",
                        "select email, created_at from email_change where account_id = $1 order by created_at desc limit "
                                + Excerpt.MOST));
    }

    @Override
    public List<Wipe> wipes() {
        return List.of(Wipe.delete("sms_code"), Wipe.delete("sms_attempt"), Wipe.delete("email_change"));
    }
}
