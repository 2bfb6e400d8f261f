package dev.gatehouse.link;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an account shares with others: the heaviest first, and no more than {@link #MOST}. Pure. What is in shadow comes
 * last and has a weight of its own, which only staff see.
 *
 * @param weight the most that counts of what is shared with any one account; 0 if there is none
 * @param shared each at most once
 */
public record LinkFindings(int weight, List<SharedIdentifier> shared) {
    /** As many links as one decision keeps: a crowd behind one address must not make thousands. */
    public static final int MOST = 20;

    private static final String WEIGHT = "weight";
    private static final String LINKS = "links";
    private static final String ACCOUNT = "accountId";
    private static final String KIND = "kind";
    private static final String SHADOW = "shadow";
    private static final String SHADOW_WEIGHT = "shadowWeight";

    /** Keeps a copy. */
    public LinkFindings {
        shared = List.copyOf(shared);
    }

    /** Weighs: what is shared with one account adds up, what is shared with several does not. */
    public static LinkFindings of(List<SharedIdentifier> found) {
        Map<UUID, Set<LinkKind>> counted = byAccount(found, false);
        Map<UUID, Set<LinkKind>> shadow = byAccount(found, true);
        return new LinkFindings(
                heaviest(counted),
                Stream.concat(heaviestFirst(counted, false), heaviestFirst(shadow, true))
                        .limit(MOST)
                        .toList());
    }

    private static Map<UUID, Set<LinkKind>> byAccount(List<SharedIdentifier> found, boolean shadow) {
        Map<UUID, Set<LinkKind>> accounts = new HashMap<>();
        found.stream().filter(one -> one.shadow() == shadow).forEach(one -> accounts.computeIfAbsent(
                        one.accountId(), any -> EnumSet.noneOf(LinkKind.class))
                .add(one.kind()));
        return accounts;
    }

    private static Stream<SharedIdentifier> heaviestFirst(Map<UUID, Set<LinkKind>> accounts, boolean shadow) {
        return accounts.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<UUID, Set<LinkKind>> other) -> -weigh(other.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .flatMap(other ->
                        other.getValue().stream().map(kind -> new SharedIdentifier(other.getKey(), kind, shadow)));
    }

    private static int heaviest(Map<UUID, Set<LinkKind>> accounts) {
        return accounts.values().stream().mapToInt(LinkFindings::weigh).max().orElse(0);
    }

    private static int weigh(Set<LinkKind> kinds) {
        return kinds.stream().mapToInt(LinkKind::weight).sum();
    }

    /** For a decision's trace; {@link #read} takes it back. */
    public Map<String, Object> evidence() {
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put(WEIGHT, weight);
        int inShadow = heaviest(byAccount(shared, true));
        if (inShadow > 0) {
            evidence.put(SHADOW_WEIGHT, inShadow);
        }
        evidence.put(LINKS, shared.stream().map(LinkFindings::evidence).toList());
        return Map.copyOf(evidence);
    }

    private static Map<String, Object> evidence(SharedIdentifier one) {
        String account = one.accountId().toString();
        String kind = one.kind().code();
        int weight = one.kind().weight();
        return one.shadow()
                ? Map.of(ACCOUNT, account, KIND, kind, WEIGHT, weight, SHADOW, true)
                : Map.of(ACCOUNT, account, KIND, kind, WEIGHT, weight);
    }

    /** The links in a trace's evidence; none in that of a check that had no answer. */
    public static List<SharedIdentifier> read(Map<String, Object> evidence) {
        return evidence.get(LINKS) instanceof List<?> links
                ? links.stream().map(LinkFindings::link).toList()
                : List.of();
    }

    private static SharedIdentifier link(Object json) {
        Map<?, ?> link = (Map<?, ?>) json;
        return new SharedIdentifier(
                UUID.fromString(String.valueOf(link.get(ACCOUNT))),
                LinkKind.of(String.valueOf(link.get(KIND))),
                Boolean.TRUE.equals(link.get(SHADOW)));
    }
}
