package dev.gatehouse.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkFindingsTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // shared with one account | with another | weight
                "-, -, 0",
                "EMAIL, -, 100",
                "PHONE, -, 100",
                "DEVICE, -, 60",
                "ADDRESS_BROWSER, -, 40",
                "DEVICE ADDRESS_BROWSER, -, 100",
                "EMAIL PHONE DEVICE ADDRESS_BROWSER, -, 300",
                "DEVICE, ADDRESS_BROWSER, 60",
                "ADDRESS_BROWSER, ADDRESS_BROWSER, 40",
                "ADDRESS_BROWSER, EMAIL, 100",
                "DEVICE DEVICE, -, 60"
            })
    void addsUpWhatIsSharedWithOneAccount(String first, String second, int weight) {
        List<SharedIdentifier> found = new ArrayList<>(shared(FIRST, first));
        found.addAll(shared(SECOND, second));

        LinkFindings findings = LinkFindings.of(found);

        assertThat(findings.weight()).isEqualTo(weight);
        assertThat(findings.shared()).containsExactlyInAnyOrderElementsOf(List.copyOf(new HashSet<>(found)));
    }

    @Test
    void whatIsInShadowIsShownAndWeighsNothing() {
        LinkFindings findings = LinkFindings.of(List.of(
                new SharedIdentifier(FIRST, LinkKind.PHONE, true), new SharedIdentifier(SECOND, LinkKind.DEVICE)));

        assertThat(findings.weight()).isEqualTo(60);
        assertThat(findings.evidence())
                .containsEntry("weight", 60)
                .containsEntry("shadowWeight", 100)
                .containsEntry(
                        "links",
                        List.of(
                                Map.of("accountId", SECOND.toString(), "kind", "device", "weight", 60),
                                Map.of("accountId", FIRST.toString(), "kind", "phone", "weight", 100, "shadow", true)));
        assertThat(LinkFindings.read(findings.evidence())).isEqualTo(findings.shared());
    }

    @Test
    void keepsTheHeaviestOfACrowd() {
        // given
        List<SharedIdentifier> crowd = new ArrayList<>();
        for (int i = 100; i < 200; i++) {
            crowd.add(new SharedIdentifier(new UUID(0, i), LinkKind.ADDRESS_BROWSER));
        }
        crowd.addAll(shared(SECOND, "DEVICE ADDRESS_BROWSER"));
        crowd.addAll(shared(FIRST, "EMAIL PHONE"));

        // when
        LinkFindings findings = LinkFindings.of(crowd);

        // then
        assertThat(findings.weight()).isEqualTo(200);
        assertThat(findings.shared())
                .hasSize(LinkFindings.MOST)
                .startsWith(
                        new SharedIdentifier(FIRST, LinkKind.EMAIL),
                        new SharedIdentifier(FIRST, LinkKind.PHONE),
                        new SharedIdentifier(SECOND, LinkKind.DEVICE),
                        new SharedIdentifier(SECOND, LinkKind.ADDRESS_BROWSER),
                        new SharedIdentifier(new UUID(0, 100), LinkKind.ADDRESS_BROWSER));
    }

    @Test
    void readsItsEvidence() {
        LinkFindings findings = LinkFindings.of(shared(FIRST, "DEVICE EMAIL"));

        assertThat(findings.evidence())
                .isEqualTo(Map.of(
                        "weight",
                        160,
                        "links",
                        List.of(
                                Map.of("accountId", FIRST.toString(), "kind", "email", "weight", 100),
                                Map.of("accountId", FIRST.toString(), "kind", "device", "weight", 60))));
        assertThat(LinkFindings.read(findings.evidence())).isEqualTo(findings.shared());
    }

    @Test
    void readsNoLinksWhereThereWasNoAnswer() {
        assertThat(LinkFindings.read(Map.of("reason", "timeout"))).isEmpty();
        assertThat(LinkFindings.read(LinkFindings.of(List.of()).evidence())).isEmpty();
    }

    @Test
    void refusesAnUnknownKind() {
        assertThatThrownBy(() -> LinkFindings.read(
                        Map.of("links", List.of(Map.of("accountId", FIRST.toString(), "kind", "shoe-size")))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<SharedIdentifier> shared(UUID account, @Nullable String kinds) {
        return kinds == null
                ? List.of()
                : Arrays.stream(kinds.split(" "))
                        .map(kind -> new SharedIdentifier(account, LinkKind.valueOf(kind)))
                        .toList();
    }
}
