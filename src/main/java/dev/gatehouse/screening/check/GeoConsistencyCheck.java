package dev.gatehouse.screening.check;

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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code geo-consistency}: do the country that the client states, that of the phone and that of the network agree? Any two
 * that differ are flagged, neighbours and unions of states not excepted: the evidence names all three, so that staff see
 * which. People who travel or have moved differ honestly, which is why the policy only looks on by default.
 */
@Singleton
public final class GeoConsistencyCheck implements Check {
    private static final int FEWEST_FACTS = 2;

    private final PhoneNumbers numbers;

    GeoConsistencyCheck(PhoneNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public String id() {
        return "geo-consistency";
    }

    @Override
    public Set<Phase> phases() {
        return EnumSet.of(Phase.REGISTRATION, Phase.ORDER);
    }

    @Override
    public Group group() {
        return Group.LAST;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMillis(500);
    }

    @Override
    public Uni<CheckResult> run(CheckContext context) {
        String phone = context.client().phone();
        Map<String, Object> countries = new LinkedHashMap<>();
        put(countries, "declared", context.client().country());
        put(countries, "phone", phone == null ? null : numbers.region(phone));
        put(countries, "network", context.network().country());
        return Uni.createFrom()
                .item(
                        countries.size() < FEWEST_FACTS
                                ? CheckResult.skipped("too-few-facts")
                                : CheckResult.flaggedIf(new HashSet<>(countries.values()).size() > 1, countries));
    }

    private static void put(Map<String, Object> countries, String name, @Nullable String country) {
        if (country != null) {
            countries.put(name, country);
        }
    }
}
