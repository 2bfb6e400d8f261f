package dev.gatehouse.audit;

import dev.gatehouse.audit.AuditVerification.Anchor;
import dev.gatehouse.audit.AuditVerification.Break;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Walks along the chain, entry by entry, up to the first break. Holds no more than the last hash. */
final class ChainWalk {
    private static final int HASH_BYTES = 32;

    private final @Nullable Anchor anchor;
    private long seq;
    private byte[] hash = new byte[HASH_BYTES];
    private @Nullable Break firstBreak;

    ChainWalk(@Nullable Anchor anchor) {
        this.anchor = anchor;
    }

    /** The last entry that was taken; 0 before the first. */
    long seq() {
        return seq;
    }

    /** Where the chain breaks, or {@code null} as far as it was walked. */
    @Nullable Break firstBreak() {
        return firstBreak;
    }

    /** Takes the next entry; nothing is looked at beyond a break. */
    void take(AuditChain.Content entry, byte[] previous, byte[] stored) {
        if (firstBreak != null) {
            return;
        }
        if (entry.seq() != seq + 1) {
            firstBreak = new Break(seq + 1, null, Break.MISSING);
        } else if (!MessageDigest.isEqual(previous, hash)
                || !entry.at().truncatedTo(ChronoUnit.MILLIS).equals(entry.at())
                || !MessageDigest.isEqual(stored, AuditChain.hash(hash, entry))) {
            firstBreak = new Break(entry.seq(), entry.id(), Break.CHANGED);
        } else if (anchor != null
                && anchor.seq() == entry.seq()
                && !HexFormat.of().formatHex(stored).equalsIgnoreCase(anchor.hash())) {
            firstBreak = new Break(entry.seq(), entry.id(), Break.NOT_THE_ANCHOR);
        } else {
            seq = entry.seq();
            hash = stored.clone();
        }
    }

    /**
     * Says that there is no further entry.
     *
     * @param end where the chain ends by {@code audit_head}
     * @param last the hash that stands there
     * @param highest the highest entry that there is
     */
    void end(long end, byte[] last, long highest) {
        if (firstBreak != null) {
            return;
        }
        if (seq < end) {
            firstBreak = new Break(seq + 1, null, Break.MISSING);
        } else if (highest > end) {
            firstBreak = new Break(end + 1, null, Break.BEYOND_THE_END);
        } else if (!MessageDigest.isEqual(last, hash)) {
            firstBreak = new Break(end, null, Break.CHANGED);
        } else if (anchor != null && anchor.seq() > end) {
            firstBreak = new Break(end + 1, null, Break.MISSING);
        }
    }
}
