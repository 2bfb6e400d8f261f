package dev.gatehouse.screening.check;

import dev.gatehouse.dns.CannotTellException;
import dev.gatehouse.dns.DnsSettings;
import dev.gatehouse.dns.MailDomains;
import dev.gatehouse.dns.MailRoute;
import dev.gatehouse.screening.Check;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Phase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** {@code email-domain}: does the domain of the address take mail at all? A typing error is caught here, too. */
@Singleton
public final class EmailDomainCheck implements Check {
    private final MailDomains domains;
    private final Duration timeout;

    EmailDomainCheck(MailDomains domains, DnsSettings settings) {
        this.domains = domains;
        this.timeout = settings.timeout();
    }

    @Override
    public String id() {
        return "email-domain";
    }

    @Override
    public Set<Phase> phases() {
        return EnumSet.of(Phase.REGISTRATION, Phase.EMAIL_CHANGE);
    }

    @Override
    public Group group() {
        return Group.LOOKUP;
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public Uni<CheckResult> run(CheckContext context) {
        String address = context.client().emailKey();
        return domains.route(address.substring(address.lastIndexOf('@') + 1))
                .map(EmailDomainCheck::result)
                .onFailure(CannotTellException.class)
                .recoverWithItem(() -> CheckResult.unavailable("resolver"));
    }

    private static CheckResult result(MailRoute route) {
        return CheckResult.flaggedIf(!route.takesMail(), Map.of("mail", route.code()));
    }
}
