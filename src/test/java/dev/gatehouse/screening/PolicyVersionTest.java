package dev.gatehouse.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.screening.ChainPolicy.Line;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyVersionTest {
    private static final CheckPolicy DEFAULT = new CheckPolicy(Mode.ENFORCE, Action.REVIEW, Action.ALLOW);
    private static final CheckPolicy OTHER = new CheckPolicy(Mode.SHADOW, Action.BLOCK, Action.DEFER);
    private static final Line AT_REGISTRATION = new Line("tor-exit", Phase.REGISTRATION);
    private static final Line AT_ORDER = new Line("tor-exit", Phase.ORDER);
    private static final Line GONE = new Line("horoscope", Phase.ORDER);
    private static final ChainPolicy DEFAULTS = new ChainPolicy(1, Map.of(AT_REGISTRATION, DEFAULT, AT_ORDER, DEFAULT));

    @Test
    void aLineIsFoundByWhatItIsAbout() {
        Line same = new Line(String.join("-", "tor", "exit"), Phase.ORDER);

        assertThat(same).isEqualTo(AT_ORDER).hasSameHashCodeAs(AT_ORDER);
        assertThat(same)
                .isNotEqualTo(AT_REGISTRATION)
                .isNotEqualTo(GONE)
                .isNotEqualTo(null)
                .isNotEqualTo("tor-exit");
    }

    @Test
    void whatNobodyHasChangedIsTheDefault() {
        assertThat(PolicyVersion.unchanged(DEFAULTS).over(DEFAULTS)).isEqualTo(DEFAULTS);
    }

    @Test
    void whatStaffHaveChangedLiesOverTheDefault() {
        PolicyVersion version = new PolicyVersion(4, Map.of(AT_ORDER, OTHER));

        assertThat(version.over(DEFAULTS))
                .isEqualTo(new ChainPolicy(4, Map.of(AT_REGISTRATION, DEFAULT, AT_ORDER, OTHER)));
        assertThat(version.unknown(DEFAULTS)).isEmpty();
    }

    @Test
    void aLineOfACheckThatIsGoneIsIgnoredAndKept() {
        PolicyVersion version = new PolicyVersion(4, Map.of(GONE, OTHER));

        assertThat(version.over(DEFAULTS)).isEqualTo(new ChainPolicy(4, DEFAULTS.lines()));
        assertThat(version.unknown(DEFAULTS)).containsExactly(GONE);
        assertThat(version.with(Map.of(AT_ORDER, OTHER), DEFAULTS).lines()).containsOnlyKeys(GONE, AT_ORDER);
    }

    @Test
    void aNewReleaseBringsItsOwnChecksAndDefaults() {
        // given
        PolicyVersion version = new PolicyVersion(4, Map.of(AT_ORDER, OTHER));
        Line fresh = new Line("fresh", Phase.ORDER);
        CheckPolicy stricter = new CheckPolicy(Mode.ENFORCE, Action.BLOCK, Action.DEFER);
        ChainPolicy later = new ChainPolicy(1, Map.of(AT_REGISTRATION, stricter, AT_ORDER, stricter, fresh, DEFAULT));

        // then
        assertThat(version.over(later).lines())
                .isEqualTo(Map.of(AT_REGISTRATION, stricter, AT_ORDER, OTHER, fresh, DEFAULT));
    }

    @Test
    void onlyAChangeIsANewVersion() {
        PolicyVersion first = PolicyVersion.unchanged(DEFAULTS);
        PolicyVersion second = first.with(Map.of(AT_ORDER, OTHER), DEFAULTS);

        assertThat(second).isEqualTo(new PolicyVersion(2, Map.of(AT_ORDER, OTHER)));
        assertThat(second.with(Map.of(AT_ORDER, OTHER), DEFAULTS)).isSameAs(second);
        assertThat(first.with(Map.of(AT_ORDER, DEFAULT), DEFAULTS)).isSameAs(first);
        assertThat(second.with(Map.of(AT_ORDER, DEFAULT), DEFAULTS)).isEqualTo(new PolicyVersion(3, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // phase, mode, on flag, on unavailable: what becomes of the two lines
                "-,     OFF,     -,     -,     OFF REVIEW ALLOW,     OFF REVIEW ALLOW",
                "ORDER, SHADOW,  -,     -,     ENFORCE REVIEW ALLOW, SHADOW REVIEW ALLOW",
                "ORDER, ENFORCE, BLOCK, -,     ENFORCE REVIEW ALLOW, ENFORCE BLOCK ALLOW",
                "-,     ENFORCE, ALLOW, DEFER, ENFORCE ALLOW DEFER,  ENFORCE ALLOW DEFER",
            })
    void aChangeTakesWhatItNames(
            Phase phase, Mode mode, Action onFlag, Action onUnavailable, String registration, String order) {
        // given
        PolicyChange change = new PolicyChange("tor-exit", phase, mode, onFlag, onUnavailable);

        // when
        PolicyVersion version = PolicyVersion.unchanged(DEFAULTS)
                .with(change.of(DEFAULTS, List.of(AT_REGISTRATION, AT_ORDER)), DEFAULTS);

        // then
        ChainPolicy policy = version.over(DEFAULTS);
        assertThat(words(policy.of("tor-exit", Phase.REGISTRATION))).isEqualTo(registration);
        assertThat(words(policy.of("tor-exit", Phase.ORDER))).isEqualTo(order);
    }

    @Test
    void aChangeOfAPhaseWithoutTheCheckChangesNothing() {
        assertThat(new PolicyChange("tor-exit", Phase.PHONE_CHANGE, Mode.OFF, null, null)
                        .of(DEFAULTS, List.of(AT_REGISTRATION, AT_ORDER)))
                .isEmpty();
    }

    @Test
    void isReadAsItWasWritten() {
        Map<Line, CheckPolicy> lines = Map.of(AT_REGISTRATION, OTHER, AT_ORDER, DEFAULT, GONE, OTHER);

        assertThat(PolicyJson.read(new JsonArray(PolicyJson.write(lines).encode())))
                .isEqualTo(lines);
        assertThat(PolicyJson.read(PolicyJson.write(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode", "onFlag", "onUnavailable", "phase"})
    void aWordOfALaterReleaseIsNotGuessedAt(String field) {
        JsonArray json = PolicyJson.write(Map.of(AT_ORDER, OTHER));
        json.getJsonObject(0).put(field, "later");

        assertThatThrownBy(() -> PolicyJson.read(json)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String words(CheckPolicy policy) {
        return policy.mode() + " " + policy.onFlag() + ' ' + policy.onUnavailable();
    }
}
