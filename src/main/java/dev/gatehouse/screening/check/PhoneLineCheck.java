package dev.gatehouse.screening.check;

import dev.gatehouse.platform.phone.LineType;
import dev.gatehouse.platform.phone.PhoneNumbers;
import dev.gatehouse.screening.Check;
import dev.gatehouse.screening.CheckContext;
import dev.gatehouse.screening.CheckResult;
import dev.gatehouse.screening.Group;
import dev.gatehouse.screening.Phase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code phone-line}: is the number one that a person may hold? Lines that cost the caller (SMS pumping), that cannot
 * be a person's phone, and numbers that were never given out are blocked; lines that anybody gets in a minute are
 * flagged. A fixed line is clear: some carriers deliver SMS there, and if not, no code is ever confirmed.
 */
@Singleton
public final class PhoneLineCheck implements Check {
    private final PhoneNumbers numbers;

    PhoneLineCheck(PhoneNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public String id() {
        return "phone-line";
    }

    @Override
    public Set<Phase> phases() {
        return EnumSet.of(Phase.REGISTRATION, Phase.PHONE_CHANGE);
    }

    @Override
    public Group group() {
        return Group.LOCAL;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMillis(500);
    }

    @Override
    public Uni<CheckResult> run(CheckContext context) {
        String phone = context.client().phone();
        return Uni.createFrom().item(phone == null ? CheckResult.skipped("no-phone") : result(numbers.type(phone)));
    }

    private static CheckResult result(LineType type) {
        Map<String, Object> evidence = Map.of("line", type.name().toLowerCase(Locale.ROOT));
        return switch (type) {
            case MOBILE, FIXED_LINE, FIXED_LINE_OR_MOBILE -> CheckResult.clear(evidence);
            case VOIP, PERSONAL_NUMBER -> CheckResult.flagged(evidence);
            case PREMIUM_RATE, SHARED_COST, TOLL_FREE, PAGER, COMPANY_NUMBER, VOICEMAIL, INVALID ->
                CheckResult.blocked(evidence);
        };
    }
}
