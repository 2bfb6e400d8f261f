package dev.gatehouse.order;

import dev.gatehouse.platform.privacy.Excerpt;
import dev.gatehouse.platform.privacy.PersonalData;
import dev.gatehouse.platform.privacy.Wipe;
import jakarta.inject.Singleton;
import java.util.List;

/** What a client has ordered. Orders are records of business and stay; from where they came does not. */
@Singleton
final class OrderPersonalData implements PersonalData {
    @Override
    public List<Excerpt> excerpts() {
        return List.of(new Excerpt(
                "orders",
                """
                        select id, kind, status, product, quantity, term, service_id, reference, amount_value, \
                        amount_currency, initiator, created_at, confirmed_at from purchase_order where account_id = $1 \
                        order by id desc limit\s"""
                        + Excerpt.MOST));
    }

    @Override
    public List<Wipe> wipes() {
        return List.of(
                new Wipe(
                        "rescreening",
                        """
                        update rescreening set address = null, user_agent = null, device = null \
                        where order_id in (select id from purchase_order where account_id = $1)"""));
    }
}
