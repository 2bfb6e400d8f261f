package dev.gatehouse.minfraud;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer of Score, Insights or Factors as MaxMind writes it, as far as it is used
 * (<a href="https://dev.maxmind.com/minfraud/api-documentation/responses/">Responses</a>). What it does not know, it
 * ignores; what a service does not tell is {@code null}. An address's facts stand in the newer {@code anonymizer} and in
 * the older {@code traits}: what either says counts.
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
record WireAnswer(
        @Nullable String id,
        @JsonProperty("risk_score") @Nullable Double riskScore,
        @Nullable Disposition disposition,
        @JsonProperty("ip_address") @Nullable Address address,
        @Nullable Email email,
        @JsonProperty("risk_score_reasons") @Nullable List<Factor> factors,
        @Nullable List<Warning> warnings) {
    private static final double MOST = 100;

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Disposition(@Nullable String action) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Address(
            @JsonProperty("risk_reasons") @Nullable List<Reason> reasons,
            @Nullable Country country,
            @Nullable Network traits,
            @Nullable Network anonymizer) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Country(@JsonProperty("iso_code") @Nullable String isoCode) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Network(
            @JsonProperty("is_anonymous_vpn") @Nullable Boolean anonymousVpn,
            @JsonProperty("is_hosting_provider") @Nullable Boolean hostingProvider,
            @JsonProperty("is_public_proxy") @Nullable Boolean publicProxy,
            @JsonProperty("is_residential_proxy") @Nullable Boolean residentialProxy,
            @JsonProperty("is_tor_exit_node") @Nullable Boolean torExitNode,
            @JsonProperty("user_type") @Nullable String userType,
            @JsonProperty("user_count") @Nullable Double userCount) {
        private void addSigns(Set<String> signs) {
            addIf(anonymousVpn, "is_anonymous_vpn", signs);
            addIf(hostingProvider, "is_hosting_provider", signs);
            addIf(publicProxy, "is_public_proxy", signs);
            addIf(residentialProxy, "is_residential_proxy", signs);
            addIf(torExitNode, "is_tor_exit_node", signs);
        }
    }

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Email(
            @JsonProperty("is_disposable") @Nullable Boolean disposable,
            @JsonProperty("is_high_risk") @Nullable Boolean highRisk,
            @Nullable Domain domain) {}

    /** What newer answers tell about the mailbox's domain. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Domain(
            @JsonProperty("is_disposable") @Nullable Boolean disposable,
            @JsonProperty("is_high_risk") @Nullable Boolean highRisk) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Factor(@Nullable List<@Nullable Reason> reasons) {}

    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Reason(@Nullable String code) {}

    /** Something of the request that MaxMind could not use. Its text may quote the value, so it is not read. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Warning(@Nullable String code, @JsonProperty("input_pointer") @Nullable String pointer) {}

    /** What matters of it, or {@code null} if it is no answer: without an id, or without a score from 0 to 100. */
    @Nullable RiskFacts facts() {
        if (id == null || id.isBlank() || riskScore == null || !(riskScore >= 0 && riskScore <= MOST)) {
            return null;
        }
        List<Network> networks = networks();
        return new RiskFacts(
                id,
                riskScore,
                signs(networks),
                disposition == null ? null : disposition.action(),
                address == null || address.country() == null
                        ? null
                        : address.country().isoCode(),
                networks.stream()
                        .map(Network::userType)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                networks.stream()
                        .map(Network::userCount)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                torExit(networks),
                reasons());
    }

    private List<Network> networks() {
        return address == null
                ? List.of()
                : Stream.of(address.traits(), address.anonymizer())
                        .filter(Objects::nonNull)
                        .toList();
    }

    private Set<String> signs(List<Network> networks) {
        Set<String> signs = new TreeSet<>();
        networks.forEach(network -> network.addSigns(signs));
        if (email != null) {
            addIf(email.disposable(), "email_is_disposable", signs);
            addIf(email.highRisk(), "email_is_high_risk", signs);
            if (email.domain() != null) {
                addIf(email.domain().disposable(), "email_is_disposable", signs);
                addIf(email.domain().highRisk(), "email_is_high_risk", signs);
            }
        }
        return signs;
    }

    /** Insights and Factors leave the fact out where it is false, so their networks answer it; Score has none. */
    private static @Nullable Boolean torExit(List<Network> networks) {
        if (networks.isEmpty()) {
            return null;
        }
        return networks.stream().anyMatch(network -> Boolean.TRUE.equals(network.torExitNode()));
    }

    private List<String> reasons() {
        Stream<Reason> ofScore = factors == null
                ? Stream.empty()
                : factors.stream()
                        .filter(Objects::nonNull)
                        .map(Factor::reasons)
                        .filter(Objects::nonNull)
                        .flatMap(List::stream);
        Stream<Reason> ofAddress =
                address == null || address.reasons() == null ? Stream.empty() : address.reasons().stream();
        Set<String> codes = new LinkedHashSet<>();
        Stream.concat(ofScore, ofAddress)
                .filter(Objects::nonNull)
                .map(Reason::code)
                .filter(Objects::nonNull)
                .limit(50)
                .forEach(codes::add);
        return List.copyOf(codes);
    }

    private static void addIf(@Nullable Boolean fact, String name, Set<String> signs) {
        if (Boolean.TRUE.equals(fact)) {
            signs.add(name);
        }
    }
}
