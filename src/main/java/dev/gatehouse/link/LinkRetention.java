package dev.gatehouse.link;

import dev.gatehouse.platform.retention.Retained;
import dev.gatehouse.platform.retention.RetentionRule;
import jakarta.inject.Singleton;
import java.util.List;

/** Devices and addresses are forgotten when they count no more. Mailboxes, phones and links are kept while the account is. */
@Singleton
final class LinkRetention implements Retained {
    private final AccountLinkSettings settings;

    LinkRetention(AccountLinkSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<RetentionRule> rules() {
        return List.of(
                RetentionRule.byTime("erased_identifier", "erased_at", settings.erasedWindow()),
                new RetentionRule(
                        "account_identifier",
                        settings.window(),
                        RetentionRule.By.TIME,
                        "delete from account_identifier where ctid = any (array (select ctid from account_identifier"
                                + " where kind in ('device', 'address_browser') and seen_at < $1 order by seen_at limit "
                                + RetentionRule.BATCH + "))"));
    }
}
