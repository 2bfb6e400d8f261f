package dev.gatehouse.feed;

import dev.gatehouse.feed.SourceFailure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a source is believed. Poisoning shows in what an honest list never has or in a jump; an emptied or cut
 * list in a drop. Of short lists a few entries may come and go, whatever their share.
 */
final class SourceGuard {
    private static final int FEW_LOST = 5;
    private static final int FEW_GAINED = 20;

    private final FeedSettings settings;

    SourceGuard(FeedSettings settings) {
        this.settings = settings;
    }

    /**
     * Lets pass or throws.
     *
     * @param before how many entries it had; {@code null} at its first load, which no share guards
     */
    void check(Parsed parsed, @Nullable Integer before) {
        int size = parsed.size();
        int lines = size + parsed.unreadable();
        if (parsed.unreadable() > settings.unreadable() * lines) {
            throw new SourceFailure(
                    Reason.UNREADABLE, parsed.unreadable() + " of " + lines + " entries are unreadable");
        }
        if (size == 0) {
            throw new SourceFailure(Reason.EMPTY, "empty");
        }
        if (parsed.sentinel() != null) {
            throw new SourceFailure(Reason.SENTINEL, "lists " + parsed.sentinel());
        }
        if (before == null) {
            return;
        }
        if (before - size > FEW_LOST && size < before * (1 - settings.shrink())) {
            throw new SourceFailure(Reason.SHRUNK, "shrunk from " + before + " to " + size + " entries");
        }
        if (size - before > FEW_GAINED && size > before * (1 + settings.growth())) {
            throw new SourceFailure(Reason.GROWN, "grown from " + before + " to " + size + " entries");
        }
    }
}
