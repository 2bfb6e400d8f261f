package dev.gatehouse.screening.check;

import dev.gatehouse.link.AccountFinder;
import dev.gatehouse.link.AccountLinkSettings;
import dev.gatehouse.link.Identifier;
import dev.gatehouse.link.LinkFindings;
import dev.gatehouse.link.Seeker;
import dev.gatehouse.screening.Check;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckContext.Client;
import dev.gatehouse.screening.CheckContext.Origin;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Phase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * {@code multiple-accounts}: does the client have another account? A mailbox or phone counts only once both accounts have
 * proven it, so nobody learns by typing an address whether it has an account, or gets its owner into KYC.
 */
@Singleton
public final class MultipleAccountsCheck implements Check {
    private final AccountFinder accounts;
    private final AccountLinkSettings settings;

    MultipleAccountsCheck(AccountFinder accounts, AccountLinkSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    @Override
    public String id() {
        return "multiple-accounts";
    }

    @Override
    public Set<Phase> phases() {
        return EnumSet.of(Phase.REGISTRATION, Phase.PHONE_VERIFIED, Phase.ORDER);
    }

    @Override
    public Group group() {
        return Group.LOOKUP;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Uni<CheckResult> run(CheckContext context) {
        List<Identifier> brought = brought(context.client(), context.origin());
        if (brought.isEmpty()) {
            return Uni.createFrom().item(CheckResult.skipped("no-identifier"));
        }
        Client client = context.client();
        return accounts.find(new Seeker(client.accountId(), client.since(), brought))
                .map(LinkFindings::of)
                .map(found -> CheckResult.flaggedIf(found.weight() >= settings.kycWeight(), found.evidence()));
    }

    private static List<Identifier> brought(Client client, Origin origin) {
        List<Identifier> all = new ArrayList<>(Identifier.seen(origin.address(), origin.userAgent(), origin.device()));
        if (client.emailVerified()) {
            all.add(Identifier.email(client.emailKey()));
        }
        String phone = client.phone();
        if (phone != null && client.phoneVerified()) {
            all.add(Identifier.phone(phone));
        }
        return all;
    }
}
