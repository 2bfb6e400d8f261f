package dev.gatehouse.feed;

import org.jspecify.annotations.Nullable;

/** Walks through names, one a line, in the order of their characters; no more than one is out of the text at a time. */
final class SortedNames {
    private final String text;
    private final int end;
    private int next;
    private @Nullable String current;

    private SortedNames(String text, int start, int end) {
        this.text = text;
        this.next = start;
        this.end = end;
        advance();
    }

    /** The names of a source's content. */
    static SortedNames of(String content) {
        return new SortedNames(content, 0, content.length());
    }

    /** The names of a section of a {@linkplain DisposableDomains snapshot}. */
    static SortedNames of(String snapshot, DomainClass section) {
        String head = '=' + section.code() + '\n';
        int start = snapshot.startsWith(head) ? head.length() : snapshot.indexOf('\n' + head) + 1 + head.length();
        int end = snapshot.indexOf("\n=", start - 1) + 1;
        return new SortedNames(snapshot, start, end > 0 ? end : snapshot.length());
    }

    /** The name at which it stands; {@code null} at the end. */
    @Nullable String current() {
        return current;
    }

    /** Goes on to the next one, if it stands at that name; tells whether it did. */
    boolean passIf(String name) {
        if (!name.equals(current)) {
            return false;
        }
        advance();
        return true;
    }

    private void advance() {
        if (next >= end) {
            current = null;
            return;
        }
        int lineEnd = text.indexOf('\n', next);
        current = text.substring(next, lineEnd);
        next = lineEnd + 1;
    }
}
