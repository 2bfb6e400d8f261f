package dev.gatehouse.link;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What an account shares with others: the heaviest first, and no more than {@link #MOST}. Pure.
 *
 * @param weight the most that is shared with any one account; 0 if there is none
 * @param shared each at most once
 */
public record LinkFindings(int weight, List<SharedIdentifier> shared) {
    /** As many links as one decision keeps: a crowd behind one address must not make thousands. */
    public static final int MOST = 20;

    private static final String WEIGHT = "weight";
    private static final String LINKS = "links";
    private static final String ACCOUNT = "accountId";
    private static final String KIND = "kind";

    /** Keeps a copy. */
    public LinkFindings {
        shared = List.copyOf(shared);
    }

    /** Weighs: what is shared with one account adds up, what is shared with several does not. */
    public static LinkFindings of(List<SharedIdentifier> found) {
        Map<UUID, Set<LinkKind>> accounts = new HashMap<>();
        found.forEach(one -> accounts.computeIfAbsent(one.accountId(), any -> EnumSet.noneOf(LinkKind.class))
                .add(one.kind()));
        List<Map.Entry<UUID, Set<LinkKind>>> heaviestFirst = accounts.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<UUID, Set<LinkKind>> other) -> -weigh(other.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .toList();
        return new LinkFindings(
                heaviestFirst.isEmpty() ? 0 : weigh(heaviestFirst.get(0).getValue()),
                heaviestFirst.stream()
                        .flatMap(other ->
                                other.getValue().stream().map(kind -> new SharedIdentifier(other.getKey(), kind)))
                        .limit(MOST)
                        .toList());
    }

    private static int weigh(Set<LinkKind> kinds) {
        return kinds.stream().mapToInt(LinkKind::weight).sum();
    }

    /** For a decision's trace; {@link #read} takes it back. */
    public Map<String, Object> evidence() {
        return Map.of(
                WEIGHT,
                weight,
                LINKS,
                shared.stream()
                        .map(one -> Map.of(
                                ACCOUNT,
                                one.accountId().toString(),
                                KIND,
                                one.kind().code(),
                                WEIGHT,
                                one.kind().weight()))
                        .toList());
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
                UUID.fromString(String.valueOf(link.get(ACCOUNT))), LinkKind.of(String.valueOf(link.get(KIND))));
    }
}
