package dev.gatehouse.screening;

import dev.gatehouse.platform.privacy.Excerpt;
import dev.gatehouse.platform.privacy.PersonalData;
import dev.gatehouse.platform.privacy.Wipe;
import jakarta.inject.Singleton;
import java.util.List;

/** What was decided about a client, without the checks and what they found: those stay undisclosed. */
@Singleton
final class DecisionPersonalData implements PersonalData {
    @Override
    public List<Excerpt> excerpts() {
        return List.of(new Excerpt(
                "decisions",
                """
                        select id, phase, case verdict when 'allow' then 'accepted' when 'review' then 'kyc' \
                        when 'block' then 'refused' else 'deferred' end as outcome, created_at \
                        from decision where account_id = $1 order by created_at desc limit\s"""
                        + Excerpt.MOST));
    }

    @Override
    public List<Wipe> wipes() {
        return List.of(
                new Wipe(
                        "decision",
                        """
                        update decision set trace = (select coalesce(jsonb_agg(line || '{"evidence": {}}'::jsonb order by place), \
                        '[]'::jsonb) from jsonb_array_elements(trace) with ordinality as lines (line, place)) \
                        where account_id = $1"""));
    }
}
