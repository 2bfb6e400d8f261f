package dev.gatehouse.link;

import dev.gatehouse.platform.privacy.Excerpt;
import dev.gatehouse.platform.privacy.PersonalData;
import dev.gatehouse.platform.privacy.Wipe;
import jakarta.inject.Singleton;
import java.util.List;

/** What identifies an account; {@link ErasedIdentifiers} wipes it. */
@Singleton
final class LinkPersonalData implements PersonalData {
    @Override
    public List<Excerpt> excerpts() {
        return List.of(new Excerpt(
                "identifiers",
                """
                        select kind, case when kind = 'address_browser' then null else value end as value, seen_at, \
                        given_up_at from account_identifier where account_id = $1 order by seen_at desc limit\s"""
                        + Excerpt.MOST));
    }

    @Override
    public List<Wipe> wipes() {
        return List.of();
    }
}
