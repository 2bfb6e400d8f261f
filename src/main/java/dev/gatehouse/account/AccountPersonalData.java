package dev.gatehouse.account;

import dev.gatehouse.platform.privacy.Excerpt;
import dev.gatehouse.platform.privacy.PersonalData;
import dev.gatehouse.platform.privacy.Wipe;
import jakarta.inject.Singleton;
import java.util.List;

/** What belongs to an account beside its own row, which {@link Accounts#erase} wipes. */
@Singleton
final class AccountPersonalData implements PersonalData {
    @Override
    public List<Excerpt> excerpts() {
        return List.of(
                new Excerpt(
                        "registration",
                        """
                        select host(registered_from) as address, registered_user_agent as user_agent, \
                        registered_device as device, terms_accepted_at, created_at from account where id = $1"""),
                new Excerpt(
                        "imports",
                        """
                        select external_id, imported_at, phone_claimed_verified from account \
                        where id = $1 and imported_at is not null"""),
                new Excerpt(
                        "sessions",
                        "select id, created_at, ended_at from session where account_id = $1 order by id desc limit "
                                + Excerpt.MOST),
                new Excerpt(
                        "phoneChanges",
                        "select changed_at from phone_change where account_id = $1 order by changed_at desc limit "
                                + Excerpt.MOST),
                new Excerpt(
                        "mailRequests",
                        "select purpose, created_at from mail_request where account_id = $1 order by created_at desc limit "
                                + Excerpt.MOST));
    }

    @Override
    public List<Wipe> wipes() {
        return List.of(
                new Wipe(
                        "refresh_token",
                        "delete from refresh_token where session_id in (select id from session where account_id = $1)"),
                Wipe.delete("session"),
                Wipe.delete("phone_change"),
                Wipe.delete("mail_token"),
                Wipe.delete("mail_request"));
    }
}
