package dev.gatehouse.imports;

import dev.gatehouse.account.ImportedAccount;
import dev.gatehouse.account.ImportedAccounts.Known;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the lines of a batch. Pure; line after line, so that of two that exclude each other the first counts.
 *
 * <p>An account that the client, staff or a check has taken up is left as it is: the client knows better, and what is
 * proven here outweighs what a file says. A closed one stays closed. An address has one client.
 */
final class BatchRuling {
    private final Before before;
    private final BiPredicate<Known, ImportedAccount> unchanged;
    private final Set<String> seenIds;
    private final Map<String, String> seenEmails;
    private final List<ImportedAccount> inserts = new ArrayList<>();
    private final List<ImportedAccount> updates = new ArrayList<>();
    private final List<LineError> errors = new ArrayList<>();
    private final Map<String, @Nullable String> seen = new LinkedHashMap<>();
    private int left;
    private int rejected;

    private BatchRuling(Before before, BiPredicate<Known, ImportedAccount> unchanged) {
        this.before = before;
        this.unchanged = unchanged;
        this.seenIds = new HashSet<>(before.seenIds());
        this.seenEmails = new HashMap<>(before.seenEmails());
    }

    /**
     * What is true before the batch.
     *
     * @param seenIds external ids of earlier lines
     * @param seenEmails addresses of earlier lines that were accepted, with their external ids
     * @param known accounts by external id
     * @param holders accounts by the address that they hold
     */
    record Before(
            Set<String> seenIds, Map<String, String> seenEmails, Map<String, Known> known, Map<String, UUID> holders) {}

    /**
     * What is to be written.
     *
     * @param left how many are here already and stay as they are
     * @param seen external ids of the batch, with the address of a line that was accepted
     */
    record Ruling(
            List<ImportedAccount> inserts,
            List<ImportedAccount> updates,
            int left,
            int rejected,
            List<LineError> errors,
            Map<String, @Nullable String> seen) {
        /** How many clients were here already: written anew or left. */
        int updated() {
            return updates.size() + left;
        }

        /** How many lines it is about. */
        int total() {
            return inserts.size() + updated() + rejected;
        }
    }

    /** Rules on a batch; {@code unchanged} tells whether a line says what the last import wrote. */
    static Ruling of(List<Entry> entries, Before before, BiPredicate<Known, ImportedAccount> unchanged) {
        BatchRuling ruling = new BatchRuling(before, unchanged);
        entries.forEach(ruling::rule);
        return new Ruling(ruling.inserts, ruling.updates, ruling.left, ruling.rejected, ruling.errors, ruling.seen);
    }

    private void rule(Entry entry) {
        ImportedAccount client = entry.client();
        if (client == null) {
            rejected++;
            errors.addAll(entry.errors());
            return;
        }
        LineProblem problem = problem(client);
        if (problem != null) {
            rejected++;
            errors.add(LineError.of(entry.line(), client.externalId(), problem));
        }
    }

    private @Nullable LineProblem problem(ImportedAccount client) {
        if (!seenIds.add(client.externalId())) {
            return LineProblem.REPEATED;
        }
        seen.put(client.externalId(), null);
        Known known = before.known().get(client.externalId());
        if (known != null && known.account().closedAt() != null) {
            return LineProblem.CLOSED;
        }
        if (known != null && known.taken()) {
            left++;
            return null;
        }
        String email = client.email().key();
        UUID holder = before.holders().get(email);
        if (seenEmails.containsKey(email)
                || (holder != null
                        && (known == null || !holder.equals(known.account().id())))) {
            return LineProblem.EMAIL_TAKEN;
        }
        seenEmails.put(email, client.externalId());
        seen.put(client.externalId(), email);
        if (known == null) {
            inserts.add(client);
        } else if (unchanged.test(known, client)) {
            left++;
        } else {
            updates.add(client.as(known.account().id()));
        }
        return null;
    }
}
